package dev.ringback.upstream;

/** Names the parts of Twilio that are called, each of which has a host of its own. */
public enum Product {
    /** Messages, calls, recordings and the rest of {@code /2010-04-01}. */
    API("api"),
    /** Alerts of the Debugger. */
    MONITOR("monitor");

    private final String subdomain;

    Product(String subdomain) {
        this.subdomain = subdomain;
    }

    /** Returns the first part of its host. */
    String subdomain() {
        return subdomain;
    }
}
