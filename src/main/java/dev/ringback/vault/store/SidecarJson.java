package dev.ringback.vault.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ringback.model.VaultKind;
import dev.ringback.twilio.Sid;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes sidecars as JSON that people can read, and reads them again, whoever has changed them meanwhile. */
final class SidecarJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final int VERSION = 1;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FORMAT = Pattern.compile("wav|mp3|");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,500}");

    private SidecarJson() {}

    /** Holds what is written: fields are added, and never change their meaning without another version. */
    private record Form(
            @Nullable Integer version,
            @Nullable String accountSid,
            @Nullable String kind,
            @Nullable String sid,
            @Nullable String format,
            @Nullable String parentSid,
            @Nullable String key,
            @Nullable String contentType,
            @Nullable Long length,
            @Nullable String sha256,
            @Nullable JsonNode encryptionDetails,
            @Nullable String heardAt,
            @Nullable String copiedAt,
            @Nullable String createdAt,
            @Nullable Long duration,
            @Nullable Integer channels) {}

    static byte[] write(Sidecar sidecar) {
        Duration duration = sidecar.duration();
        Instant createdAt = sidecar.createdAt();
        Form form = new Form(
                VERSION,
                sidecar.accountSid(),
                sidecar.kind().text(),
                sidecar.sid(),
                sidecar.format(),
                sidecar.parentSid(),
                sidecar.key(),
                sidecar.contentType(),
                sidecar.length(),
                sidecar.sha256(),
                node(sidecar.encryptionDetails()),
                sidecar.heardAt().toString(),
                sidecar.copiedAt().toString(),
                createdAt == null ? null : createdAt.toString(),
                duration == null ? null : duration.toSeconds(),
                sidecar.channels());
        try {
            return JSON.writeValueAsBytes(form);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }

    private static @Nullable JsonNode node(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(json); // not to lose it
        }
    }

    /**
     * Reads a sidecar.
     *
     * @param objectKey beside which it was found
     * @param name of the sidecar, for people
     */
    static Sidecar parse(byte[] json, String objectKey, String name) throws BrokenSidecarException {
        Form form;
        try {
            form = JSON.readValue(json, Form.class);
        } catch (JsonMappingException wrongType) {
            throw new BrokenSidecarException(name, field(wrongType));
        } catch (IOException noJson) {
            throw new BrokenSidecarException(name, "it is no JSON");
        }
        if (form == null) {
            throw new BrokenSidecarException(name, "it is no JSON object");
        }
        return new Reading(form, name).sidecar(objectKey);
    }

    private static String field(JsonMappingException wrongType) {
        return wrongType.getPath().isEmpty() || wrongType.getPath().get(0).getFieldName() == null
                ? "it is no JSON object"
                : "its field '" + printable(wrongType.getPath().get(0).getFieldName()) + "' cannot be read";
    }

    private static String printable(String text) {
        return PRINTABLE.matcher(text).matches() ? text : "...";
    }

    /** Checks what was read, field by field. */
    private record Reading(Form form, String name) {
        Sidecar sidecar(String objectKey) throws BrokenSidecarException {
            int version = present("version", form.version());
            if (version != VERSION) {
                throw new BrokenSidecarException(
                        name, "it has version " + version + ", which this Ringback does not know");
            }
            Long duration = form.duration();
            return new Sidecar(
                    checked("account_sid", form.accountSid(), Sid.isSid(form.accountSid(), "AC")),
                    kind(),
                    checked("sid", form.sid(), Sid.isSid(form.sid())),
                    checked(
                            "format",
                            form.format(),
                            form.format() != null
                                    && FORMAT.matcher(form.format()).matches()),
                    form.parentSid() == null
                            ? null
                            : checked("parent_sid", form.parentSid(), Sid.isSid(form.parentSid())),
                    checked("key", form.key(), objectKey.equals(form.key())),
                    checked(
                            "content_type",
                            form.contentType(),
                            form.contentType() != null
                                    && PRINTABLE.matcher(form.contentType()).matches()),
                    checked("length", form.length(), form.length() != null && form.length() >= 0),
                    checked(
                            "sha256",
                            form.sha256(),
                            form.sha256() != null
                                    && SHA256.matcher(form.sha256()).matches()),
                    encryptionDetails(),
                    moment("heard_at", form.heardAt()),
                    moment("copied_at", form.copiedAt()),
                    form.createdAt() == null ? null : moment("created_at", form.createdAt()),
                    duration == null ? null : Duration.ofSeconds(checked("duration", duration, duration >= 0)),
                    form.channels() == null ? null : checked("channels", form.channels(), form.channels() > 0));
        }

        private VaultKind kind() throws BrokenSidecarException {
            String text = present("kind", form.kind());
            return Arrays.stream(VaultKind.values())
                    .filter(kind -> kind.isContent() && kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> wrong("kind"));
        }

        private @Nullable String encryptionDetails() {
            JsonNode details = form.encryptionDetails();
            if (details == null || details.isNull()) {
                return null;
            }
            return details.isTextual() ? details.textValue() : details.toString();
        }

        private Instant moment(String field, @Nullable String text) throws BrokenSidecarException {
            try {
                return Instant.parse(present(field, text));
            } catch (DateTimeException noMoment) {
                throw wrong(field);
            }
        }

        private <T> T checked(String field, @Nullable T value, boolean isRight) throws BrokenSidecarException {
            T present = present(field, value);
            if (!isRight) {
                throw wrong(field);
            }
            return present;
        }

        private <T> T present(String field, @Nullable T value) throws BrokenSidecarException {
            if (value == null) {
                throw new BrokenSidecarException(name, "its field '" + field + "' is missing");
            }
            return value;
        }

        private BrokenSidecarException wrong(String field) {
            return new BrokenSidecarException(name, "its field '" + field + "' cannot be right");
        }
    }
}
