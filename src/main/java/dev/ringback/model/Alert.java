package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report of a Debugger event, with the fields of Monitor's Alert resource.
 *
 * <p>{@code alertText}, {@code requestVariables}, {@code requestHeaders} and {@code responseHeaders} are form-encoded text, as Monitor
 * serves them.
 *
 * @param logLevel {@code error}, {@code warning}, {@code notice} or {@code debug}
 * @param answered what only an answer of the REST API tells; of a builder: nothing, unless it is set
 */
@WithBuilder
public record Alert(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String resourceSid,
        @Nullable String serviceSid,
        @Nullable String errorCode,
        @Nullable String logLevel,
        @Nullable String alertText,
        @Nullable String apiVersion,
        @Nullable String requestMethod,
        @Nullable String requestUrl,
        @Nullable String requestVariables,
        @Nullable String requestHeaders,
        @Nullable String responseHeaders,
        @Nullable String responseBody,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {}
