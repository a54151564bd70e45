package dev.ringback.forward.receiver.pagerduty;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/**
 * An integration of a PagerDuty service. All notices of a group are one alert, which ends with the group. By PagerDuty's documentation of the
 * Events API v2 an event counts with 202, is refused for good with 400, and is sent again after 429 and 5xx.
 */
public final class PagerDuty implements Receiver {
    /** The URL for accounts in the US. Those in the EU use {@code https://events.eu.pagerduty.com/v2/enqueue}. */
    static final URI ENQUEUE = URI.create("https://events.pagerduty.com/v2/enqueue");

    private final OutboundHttp http;
    private final URI url;
    private final String routingKey;

    private PagerDuty(OutboundHttp http, URI url, String routingKey) {
        this.http = http;
        this.url = url;
        this.routingKey = routingKey;
    }

    /** Reads {@code routing_key}, a secret, and {@code url}, which may be missing. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.url("url", ENQUEUE);
        String routingKey = options.requiredSecret("routing_key");
        return http -> new PagerDuty(http, url, routingKey);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        String event = PagerDutyEvent.of(notice, routingKey).toString();
        return HttpReplies.send(
                http, OutboundRequest.json(url, Map.of(), event), answer -> HttpReplies.of(answer.without(routingKey)));
    }
}
