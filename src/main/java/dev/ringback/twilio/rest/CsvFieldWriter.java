package dev.ringback.twilio.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes fields as columns; null is an empty one. */
final class CsvFieldWriter implements FieldWriter {
    private final JsonGenerator csv;

    CsvFieldWriter(JsonGenerator csv) {
        this.csv = csv;
    }

    @Override
    public void text(String name, @Nullable String value) throws IOException {
        csv.writeStringField(CamelCase.of(name), value == null ? "" : WritableText.of(value));
    }

    @Override
    public void uri(String name, String path) throws IOException {
        text(name, path);
    }

    @Override
    public void uris(String name, String path, List<Subresource> subresources) {
        // a line has no room for it
    }

    @Override
    public void url(String name, String path) {
        throw new UnsupportedOperationException("the APIs that have " + name + " do not speak CSV");
    }

    @Override
    public void object(String name, Members members) {
        // a line has no room for it
    }
}
