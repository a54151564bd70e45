package dev.ringback.twilio.rest;

import java.util.Arrays;

/** The end of an address of the 2010-04-01 API: it alone decides in which format the answer is, {@code Accept} plays no part. */
public enum Extension {
    JSON(".json"),
    XML(".xml"),
    CSV(".csv"),
    /** XML too, as at Twilio; the content itself where a resource has some. */
    NONE("");

    private static final String API = "/2010-04-01";

    private final String text;

    Extension(String text) {
        this.text = text;
    }

    /** With its point; may be empty. */
    public String text() {
        return text;
    }

    /** The one of an address, a slash at its end aside. All other APIs than 2010-04-01 speak JSON, and have no extensions. */
    public static Extension of(String path) {
        if (!path.startsWith(API)) {
            return JSON;
        }
        String address = withoutSlash(path);
        return Arrays.stream(values())
                .filter(extension -> address.endsWith(extension.text))
                .findFirst()
                .orElse(NONE);
    }

    /** A path with this extension as the addresses of a list's pages show it: those in XML have no extension. */
    public String shown(String path) {
        String address = withoutSlash(path);
        return this == XML ? address.substring(0, address.length() - text.length()) : address;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Errors are in JSON where JSON was asked for, else in XML. */
    public byte[] error(TwilioException exception) {
        return this == JSON ? JsonFormat.error(exception) : XmlFormat.error(exception);
    }

    /** The media type of {@link #error}. */
    public String errorContentType() {
        return this == JSON ? JsonFormat.CONTENT_TYPE : XmlFormat.CONTENT_TYPE;
    }
}
