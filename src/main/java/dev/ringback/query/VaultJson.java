package dev.ringback.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.VaultObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes entries of the vault's ledger as JSON. */
final class VaultJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private VaultJson() {}

    /** Holds what is shown of an entry; an empty format or key is none. */
    private record View(
            String accountSid,
            String kind,
            String sid,
            @Nullable String format,
            @Nullable String parentSid,
            String state,
            String heardAt,
            @Nullable String dueAt,
            int attempts,
            @Nullable String failure,
            @Nullable String failedAt,
            @Nullable String key,
            @Nullable Long length,
            @Nullable String sha256,
            @Nullable String contentType,

            @JsonRawValue @Nullable String encryptionDetails,
            @Nullable String copiedAt,
            @Nullable String verifiedAt,
            @Nullable String deletedAt,
            @Nullable String deletionRule,
            @Nullable String removedAt,
            @Nullable String removalRule) {
        static View of(VaultObject object) {
            return new View(
                    object.accountSid(),
                    object.kind().text(),
                    object.sid(),
                    object.format().isEmpty() ? null : object.format(),
                    object.parentSid(),
                    object.state().text(),
                    String.valueOf(EventJson.date(object.heardAt())),
                    date(object.dueAt()),
                    object.attempts(),
                    object.failure(),
                    date(object.failedAt()),
                    object.key().isEmpty() ? null : object.key(),
                    object.length(),
                    object.sha256(),
                    object.contentType(),
                    object.encryptionDetails(),
                    date(object.copiedAt()),
                    date(object.verifiedAt()),
                    date(object.deletedAt()),
                    object.deletionRule(),
                    date(object.removedAt()),
                    object.removalRule());
        }

        private static @Nullable String date(@Nullable Instant moment) {
            return moment == null ? null : EventJson.date(moment);
        }
    }

    private record Page(List<View> objects, @Nullable String nextPageUri) {}

    static byte[] list(List<VaultObject> objects, @Nullable String nextPageUri) {
        try {
            return JSON.writeValueAsBytes(
                    new Page(objects.stream().map(View::of).toList(), nextPageUri));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
