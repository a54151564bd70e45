package dev.ringback.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.callback.QuarantineReview.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes quarantined requests as JSON, without their content and without anything that was signed. */
final class QuarantineJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private QuarantineJson() {}

    static byte[] write(List<QuarantinedRequest> items, QuarantineReview review, @Nullable String nextPageUri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("requests");
            for (QuarantinedRequest item : items) {
                item(json, item, review.find(item.request()));
            }
            json.writeEndArray();
            json.writeStringField("next_page_uri", nextPageUri);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void item(JsonGenerator json, QuarantinedRequest item, Finding finding) throws IOException {
        RefusedRequest request = item.request();
        json.writeStartObject();
        json.writeNumberField("id", item.id());
        json.writeStringField("received_at", EventJson.date(request.receivedAt()));
        json.writeStringField("account_sid", request.accountSid());
        json.writeStringField("reason", request.reason());
        json.writeBooleanField("proved_now", finding.proved());
        json.writeStringField("explanation", finding.explanation());
        json.writeStringField("method", request.method());
        json.writeStringField("path", path(request.target()));
        json.writeStringField("remote", request.remote());
        json.writeNumberField("body_bytes", request.body().length());
        json.writeEndObject();
    }

    /** Without the query: the user's own parameters may hold a secret. */
    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
