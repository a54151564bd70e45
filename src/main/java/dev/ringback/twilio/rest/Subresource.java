package dev.ringback.twilio.rest;

/**
 * A resource or list that lies below another resource.
 *
 * @param segment the last segment of its address, as {@code UserDefinedMessages}
 * @param key its name in {@code subresource_uris}, as {@code user_defined_messages}
 */
public record Subresource(String segment, String key) {
    static Subresource of(String segment) {
        return new Subresource(segment, CamelCase.toSnakeCase(segment));
    }
}
