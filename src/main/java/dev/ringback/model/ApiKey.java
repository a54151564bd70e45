package dev.ringback.model;

/**
 * Describes an API key of an account, whose SID is the user name.
 *
 * @param secret the password
 * @param role what its holder may do
 */
public record ApiKey(String secret, Role role) {

    /** Shows the role alone: a key may be logged, its secret may not. */
    @Override
    public String toString() {
        return "ApiKey[" + role.value() + "]";
    }
}
