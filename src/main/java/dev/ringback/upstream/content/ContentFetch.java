package dev.ringback.upstream.content;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.outbound.AnswerTooLongException;
import dev.ringback.outbound.BodyRefusedException;
import dev.ringback.outbound.BodyTarget;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import dev.ringback.outbound.StreamLimits;
import dev.ringback.upstream.AnswerStream;
import dev.ringback.upstream.TwilioClient;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches content through Twilio's API, and from where it redirects to: a few hosts alone, which get no credentials. Only what the API itself sends
 * takes one of its places. Safe for use by many threads.
 */
public final class ContentFetch implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Asks for the bytes as Twilio has stored them: compressed on their way they would have another length. */
    private static final Map<String, String> AS_STORED = Map.of("Accept-Encoding", "identity");

    private final TwilioClient twilio;
    private final OutboundHttp others;
    private final ContentHosts hosts;
    private final StreamLimits limits;
    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.numbered("ringback-content"));

    /**
     * Fetches nothing yet.
     *
     * @param others goes to the hosts to which Twilio redirects; closed with this
     * @param limits of each body
     */
    public ContentFetch(TwilioClient twilio, OutboundHttp others, ContentHosts hosts, StreamLimits limits) {
        this.twilio = twilio;
        this.others = others;
        this.hosts = hosts;
        this.limits = limits;
    }

    /**
     * Fetches content when it is its turn.
     *
     * @param request to Twilio; of its headers {@code Range} goes to other hosts too
     * @param target takes the body of the answer, in threads of this
     * @return completes with the last answer, whatever its status but a redirect; with an {@link UpstreamException} where there is none, its body did
     *     not end well, or a redirect leads where nothing may be fetched
     */
    public CompletableFuture<ContentAnswer> fetch(UpstreamRequest request, BodyTarget target) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.putAll(AS_STORED);
        UpstreamRequest asStored = request.withHeaders(headers);
        return twilio.stream(asStored, new AnswerStream(limits, target))
                .thenComposeAsync(answer -> redirected(request, headers, answer, target), workers);
    }

    private CompletableFuture<ContentAnswer> redirected(
            UpstreamRequest request, Map<String, String> headers, UpstreamAnswer answer, BodyTarget target) {
        if (!REDIRECTS.contains(answer.status())) {
            return CompletableFuture.completedFuture(
                    new ContentAnswer(answer.status(), answer.headers(), answer.text(), true));
        }
        try {
            return CompletableFuture.completedFuture(
                    followed(request.method(), headers, answer.header("location"), target));
        } catch (UpstreamException failed) {
            return CompletableFuture.failedFuture(failed);
        } catch (RuntimeException defect) {
            throw new CompletionException(defect);
        }
    }

    private ContentAnswer followed(
            String method, Map<String, String> headers, Optional<String> location, BodyTarget target)
            throws UpstreamException {
        URI url = address(null, location);
        for (int left = MOST_REDIRECTS; left > 0; left--) {
            OutboundResponse response = get(new OutboundRequest(method, url, headers, ""), target);
            if (!REDIRECTS.contains(response.status())) {
                return new ContentAnswer(response.status(), response.headers(), response.body(), false);
            }
            url = address(url, response.header("location"));
        }
        throw new UpstreamException(Reason.UNSAFE, "redirected more than " + MOST_REDIRECTS + " times");
    }

    /** The address is not told: what is signed in it lets anybody fetch the content. */
    private URI address(@Nullable URI from, Optional<String> location) throws UpstreamException {
        URI url;
        try {
            String text = location.orElse("");
            url = from == null ? URI.create(text) : from.resolve(text);
        } catch (IllegalArgumentException wrong) {
            throw new UpstreamException(Reason.UNSAFE, "redirected to what is no address");
        }
        if (url.getHost() == null) {
            throw new UpstreamException(Reason.UNSAFE, "redirected to what is no web address");
        }
        if (!hosts.allow(url)) {
            throw new UpstreamException(
                    Reason.UNSAFE,
                    "redirected to " + url.getScheme() + "://" + url.getHost()
                            + ", which is neither Twilio's content network nor named in vault.redirect_hosts");
        }
        return url;
    }

    private OutboundResponse get(OutboundRequest request, BodyTarget target) throws UpstreamException {
        try {
            return others.stream(request, limits, target);
        } catch (AnswerTooLongException tooLong) {
            throw new UpstreamException(Reason.UNSAFE, String.valueOf(tooLong.getMessage()));
        } catch (BodyRefusedException refused) {
            throw new UpstreamException(Reason.NOT_TAKEN, String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            throw new UpstreamException(Reason.UNKNOWN, request.url().getHost() + ": " + failed.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdown();
        others.close();
    }
}
