package dev.ringback.web.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Describes a link for who has asked for it, as JSON.
 *
 * @param url with scheme and host
 * @param expiresAt as ISO 8601
 * @param format null for an attachment
 * @param contentType null where the vault does not have the content
 * @param length in bytes; null where the vault does not have the content
 */
record LinkJson(
        String url,
        String expiresAt,
        String accountSid,
        String sid,
        @Nullable String format,
        @Nullable String contentType,
        @Nullable Long length) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
