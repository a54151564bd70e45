package dev.ringback.upstream.status;

import dev.ringback.outbound.AnswerTooLongException;
import dev.ringback.outbound.ExchangeLimits;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import dev.ringback.upstream.status.UnreadableStatusException.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches the summary of the status page, without credentials, and not again what has not changed. Used by one thread. */
final class StatusPage {
    /** Ten times what a page with hundreds of components has. */
    private static final long MAX_BODY = 4L * 1024 * 1024;

    private static final int NOT_MODIFIED = 304;

    private final OutboundHttp http;
    private final URI address;
    private @Nullable String etag;
    private @Nullable String fetchedEtag;

    StatusPage(OutboundHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * Fetches it.
     *
     * @return empty if it has not changed since the last one that was {@link #keep kept}
     * @throws UnreadableStatusException when there is none
     */
    Optional<StatusSummary> fetch() throws UnreadableStatusException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        OutboundResponse response;
        try {
            response = http.download(
                    new OutboundRequest("GET", address, headers, ""),
                    new ExchangeLimits(http.patience(), MAX_BODY, 0),
                    body);
        } catch (AnswerTooLongException tooLong) {
            throw new UnreadableStatusException(Outcome.UNREADABLE, String.valueOf(tooLong.getMessage()));
        } catch (IOException failed) {
            throw new UnreadableStatusException(Outcome.UNREACHABLE, String.valueOf(failed.getMessage()));
        }
        if (response.status() == NOT_MODIFIED && etag != null) {
            return Optional.empty();
        }
        if (!response.isSuccess()) {
            throw new UnreadableStatusException(Outcome.REFUSED, "HTTP " + response.status());
        }
        StatusSummary summary = StatusSummary.parse(body.toByteArray());
        fetchedEtag = response.header("etag").orElse(null);
        return Optional.of(summary);
    }

    /** Notes that what was fetched last is stored, and need not be sent again. */
    void keep() {
        etag = fetchedEtag;
    }

    /** Lets the next {@link #fetch} get the whole. */
    void forget() {
        etag = null;
    }
}
