package dev.ringback.vault.store;

/** Says that a sidecar is there and cannot be used. Its message says in a line which one, and why. */
public final class BrokenSidecarException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenSidecarException(String sidecar, String why) {
        super(sidecar + " is broken: " + why);
    }
}
