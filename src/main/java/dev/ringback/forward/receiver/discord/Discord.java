package dev.ringback.forward.receiver.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * A channel of Discord, by a webhook: option {@code url}. It is asked to wait until the message is saved, as else it answers 204 even to one
 * that is not, by Discord's documentation of webhooks.
 */
public final class Discord implements Receiver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final double LONGEST_WAIT_SECONDS = 86_400;

    private final OutboundHttp http;
    private final URI url;

    private Discord(OutboundHttp http, URI url) {
        this.http = http;
        this.url = url;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = waiting(options.requiredUrl("url"));
        return http -> new Discord(http, url);
    }

    /** A query that is there already names a thread. */
    private static URI waiting(URI url) {
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + "wait=true");
    }

    @Override
    public Reply send(RenderedNotice notice) {
        OutboundRequest request = OutboundRequest.json(url, Map.of(), new DiscordMessage(notice).toJson());
        return HttpReplies.send(http, request, Discord::meaning);
    }

    private static Reply meaning(OutboundResponse answer) {
        Reply reply = HttpReplies.of(answer);
        double seconds = answer.status() == TOO_MANY_REQUESTS ? secondsToWait(answer.body()) : 0;
        return seconds > 0
                ? new Reply(
                        reply.outcome(),
                        reply.reason(),
                        Duration.ofMillis((long) Math.ceil(seconds * 1000)),
                        reply.fault())
                : reply;
    }

    /** Finer than the header, which has whole seconds; nothing where it does not say. */
    private static double secondsToWait(String body) {
        try {
            return Math.min(JSON.readTree(body).path("retry_after").asDouble(), LONGEST_WAIT_SECONDS);
        } catch (JsonProcessingException none) {
            return 0;
        }
    }
}
