package dev.ringback.forward.receiver.webhook;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.Reply.Fault;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Any service that takes webhooks as the Standard Webhooks specification (1.0.0) has them. By it each 2xx is a success, 410 says that the
 * service wants no more, and everything else is a failure that is worth trying again.
 */
public final class Webhook implements Receiver {
    private static final int GONE = 410;

    private final OutboundHttp http;
    private final URI url;
    private final List<Secret> secrets;
    private final Clock clock;

    Webhook(OutboundHttp http, URI url, List<Secret> secrets, Clock clock) {
        this.http = http;
        this.url = url;
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Reads {@code url} and {@code secrets}: {@code whsec_} and the base64 of 24 to 64 random bytes. Several are for the time in which one
     * takes the place of another: each signs.
     */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.requiredUrl("url");
        List<Secret> secrets = Secret.read(options);
        return http -> new Webhook(http, url, secrets, Clock.systemUTC());
    }

    @Override
    public Reply send(RenderedNotice notice) {
        String body = WebhookPayload.of(notice).toString();
        // The specification wants no full stops in it, since they separate what is signed.
        String id = notice.id().replace('.', '-');
        long timestamp = clock.instant().getEpochSecond();
        String signatures =
                secrets.stream().map(secret -> secret.sign(id, timestamp, body)).collect(Collectors.joining(" "));
        Map<String, String> headers = Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signatures);
        return HttpReplies.send(http, OutboundRequest.json(url, headers, body), Webhook::meaning);
    }

    private static Reply meaning(OutboundResponse answer) {
        Reply reply = HttpReplies.of(answer);
        return reply.outcome() == Outcome.REFUSED && answer.status() != GONE
                ? new Reply(
                        Outcome.FAILED,
                        reply.reason(),
                        reply.retryAfter(),
                        reply.fault() == Fault.DELIVERY ? Fault.RECEIVER : reply.fault())
                : reply;
    }
}
