package dev.ringback.twilio.rest;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The address of a list, from which those of its pages are made.
 *
 * @param path as it was asked for, with its extension; for the v1 APIs with scheme and host
 * @param filters the other parameters, encoded; may be empty
 */
record ListAddress(String path, String filters) {
    /** Keeps every parameter of the query that does not turn pages, in order. */
    static ListAddress of(String path, Parameters query) {
        Parameters filters = new Parameters(query.stream()
                .filter(parameter -> !PageParameters.NAMES.contains(parameter.name()))
                .toList());
        return new ListAddress(path, FormEncoder.body(filters));
    }

    /** Returns the address of a page, with Twilio's own parameters last, as it writes them. */
    String page(PageRequest request, int number, @Nullable String token) {
        String address = path + '?' + filters + (filters.isEmpty() ? "" : "&") + "PageSize=" + request.size() + "&Page="
                + number;
        return token == null ? address : address + "&PageToken=" + token;
    }
}
