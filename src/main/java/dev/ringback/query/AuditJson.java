package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a page of the audit as JSON. */
final class AuditJson {
    private AuditJson() {}

    static byte[] write(List<AuditRecord> records, @Nullable String nextPageUri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = EventJson.generator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("records");
            for (AuditRecord entry : records) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeStringField("next_page_uri", nextPageUri);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, AuditRecord entry) throws IOException {
        Actor actor = entry.actor();
        json.writeStartObject();
        json.writeNumberField("id", entry.id());
        json.writeStringField("at", EventJson.date(entry.at()));
        json.writeStringField("account_sid", actor.accountSid());
        json.writeStringField("credential", actor.credential());
        json.writeStringField("role", actor.role());
        json.writeStringField("os_user", actor.osUser());
        json.writeStringField("action", entry.action());
        json.writeStringField("subject", entry.subject());
        json.writeNumberField("affected", entry.affected());
        json.writeEndObject();
    }
}
