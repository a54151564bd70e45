package dev.ringback.dashboard.docs;

import java.util.List;

/**
 * Holds what the page of the API shows.
 *
 * @param baseUrl by which the reader has reached the server
 */
public record DocsView(String baseUrl, List<Part> parts) {
    public DocsView {
        parts = List.copyOf(parts);
    }

    /** Holds addresses that belong together. */
    public record Part(String title, List<Address> addresses) {
        public Part {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Holds a method at an address.
     *
     * @param answers what it answers, in few words
     * @param access who may use it
     * @param body the media type that it takes; empty for none
     * @param curl a line to try it
     */
    public record Address(
            String method,
            String path,
            String answers,
            String access,
            List<Parameter> parameters,
            String body,
            String curl) {
        public Address {
            parameters = List.copyOf(parameters);
        }
    }

    /** Holds a parameter of the query. */
    public record Parameter(String name, boolean isRequired, String description) {}
}
