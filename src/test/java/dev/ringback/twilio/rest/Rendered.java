package dev.ringback.twilio.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.TwilioRestClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** A resource as we write it, to be read by Twilio's own Java library. */
final class Rendered {
    /** As Twilio's library configures it. */
    static final ObjectMapper MAPPER =
            new TwilioRestClient.Builder("AC", "token").build().getObjectMapper();

    static final String BASE = "http://ringback.example.com:8081";

    private Rendered() {}

    static <T> String json(ResourceView<T> view, T resource) {
        return text(new JsonFormat(BASE).resource(view, resource));
    }

    static <T> JsonNode tree(ResourceView<T> view, T resource) {
        return tree(json(view, resource));
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** As Twilio's library gives dates: whole seconds, in UTC. */
    static ZonedDateTime date(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    }
}
