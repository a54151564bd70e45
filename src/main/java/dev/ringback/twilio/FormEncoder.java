package dev.ringback.twilio;

import dev.ringback.model.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes parameters form-encoded, in their order, as UTF-8: the way back from {@link FormBody}. Stateless. */
public final class FormEncoder {
    private FormEncoder() {}

    /** Writes parameters as the body of a POST: a space is {@code +}. Empty text for no parameters. */
    public static String body(Parameters parameters) {
        return parameters.stream()
                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Writes parameters as the query of a GET: a space is {@code %20}, and an apostrophe stays as it is, which is how Twilio requests and
     * signs a city such as {@code Trezzo Sull'Adda} (twilio-node issue 1059).
     */
    public static String query(Parameters parameters) {
        return body(parameters).replace("+", "%20").replace("%27", "'");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
