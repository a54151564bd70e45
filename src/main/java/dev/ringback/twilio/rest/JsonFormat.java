package dev.ringback.twilio.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes answers as JSON in UTF-8. Safe for use by many threads.
 *
 * @param baseUrl scheme and host that absolute addresses begin with, without a slash at the end
 */
public record JsonFormat(String baseUrl) implements Format {
    public static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public <T> byte[] resource(ResourceView<T> view, T resource) {
        return write(json -> resource(json, view, resource));
    }

    /** A page as the 2010-04-01 API wraps it. Nothing may be added to it: Python's library takes the one member it does not know as the list. */
    @Override
    public <T> byte[] list(ListPage<T> page) {
        return write(json -> {
            json.writeStartObject();
            items(json, page);
            json.writeStringField("first_page_uri", page.firstUri());
            json.writeStringField("previous_page_uri", page.previousUri());
            json.writeStringField("uri", page.uri());
            json.writeStringField("next_page_uri", page.nextUri());
            json.writeNumberField("page", page.number());
            json.writeNumberField("page_size", page.size());
            json.writeNumberField("start", page.start());
            json.writeNumberField("end", page.end());
            json.writeEndObject();
        });
    }

    /** A page as the v1 APIs wrap it. Java's library needs every member of {@code meta}, null or not. */
    public <T> byte[] metaList(ListPage<T> page) {
        return write(json -> {
            json.writeStartObject();
            items(json, page);
            json.writeObjectFieldStart("meta");
            json.writeNumberField("page", page.number());
            json.writeNumberField("page_size", page.size());
            json.writeStringField("first_page_url", page.firstUri());
            json.writeStringField("previous_page_url", page.previousUri());
            json.writeStringField("url", page.uri());
            json.writeStringField("next_page_url", page.nextUri());
            json.writeStringField("key", page.view().listKey());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** An error as Twilio words it; absolute addresses play no part in it. */
    public static byte[] error(TwilioException exception) {
        return error(exception, json -> {});
    }

    /** An error as Twilio words it, with further members. */
    public static byte[] error(TwilioException exception, Body members) {
        TwilioError error = exception.error();
        return write(json -> {
            json.writeStartObject();
            json.writeNumberField("code", error.code());
            if (exception.detail() != null) {
                json.writeStringField("detail", exception.detail());
            }
            json.writeStringField("message", exception.text());
            json.writeStringField("more_info", error.moreInfo());
            json.writeNumberField("status", error.status());
            members.write(json);
            json.writeEndObject();
        });
    }

    private <T> void items(JsonGenerator json, ListPage<T> page) throws IOException {
        json.writeArrayFieldStart(page.view().listKey());
        for (T item : page.items()) {
            resource(json, page.view(), item);
        }
        json.writeEndArray();
    }

    private <T> void resource(JsonGenerator json, ResourceView<T> view, T resource) throws IOException {
        json.writeStartObject();
        fields(json, view, resource);
        json.writeEndObject();
    }

    /** Writes the members of a resource into an object that has begun, and may have others. */
    public <T> void fields(JsonGenerator json, ResourceView<T> view, T resource) throws IOException {
        view.write(resource, new JsonFieldWriter(json, baseUrl));
    }

    /** Writes what a body writes. */
    public static byte[] write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Writes an answer piece by piece. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
