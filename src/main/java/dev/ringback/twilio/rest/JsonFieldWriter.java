package dev.ringback.twilio.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes fields as members of a JSON object. */
final class JsonFieldWriter implements FieldWriter {
    private static final String EXTENSION = ".json";

    private final JsonGenerator json;
    private final String baseUrl;

    JsonFieldWriter(JsonGenerator json, String baseUrl) {
        this.json = json;
        this.baseUrl = baseUrl;
    }

    @Override
    public void text(String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value);
    }

    @Override
    public void integer(String name, @Nullable Integer value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    @Override
    public void flag(String name, @Nullable Boolean value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeBoolean(value);
        }
    }

    @Override
    public void uri(String name, String path) throws IOException {
        json.writeStringField(name, path + EXTENSION);
    }

    @Override
    public void uris(String name, String path, List<Subresource> subresources) throws IOException {
        json.writeObjectFieldStart(name);
        for (Subresource subresource : subresources) {
            json.writeStringField(subresource.key(), path + '/' + subresource.segment() + EXTENSION);
        }
        json.writeEndObject();
    }

    @Override
    public void url(String name, String path) throws IOException {
        json.writeStringField(name, baseUrl + path);
    }

    @Override
    public void object(String name, Members members) throws IOException {
        json.writeObjectFieldStart(name);
        members.write(this);
        json.writeEndObject();
    }
}
