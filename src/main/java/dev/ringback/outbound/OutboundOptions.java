package dev.ringback.outbound;

/**
 * Holds what the settings say about requests that leave.
 *
 * @param authorities whose certificates are trusted beside those of Java
 */
public record OutboundOptions(Proxies proxies, CertificateAuthorities authorities) {
    /** Sends every request directly, and trusts the authorities of Java alone. */
    public static final OutboundOptions DIRECT = new OutboundOptions(Proxies.NONE, CertificateAuthorities.OF_JAVA);
}
