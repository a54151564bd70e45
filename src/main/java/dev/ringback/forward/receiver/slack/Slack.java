package dev.ringback.forward.receiver.slack;

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
 * A channel of Slack, by an incoming webhook: option {@code url}. It answers 200 {@code ok}, or 4xx with a word such as
 * {@code invalid_payload} or {@code channel_is_archived}, by Slack's documentation of incoming webhooks.
 */
public final class Slack implements Receiver {
    private final OutboundHttp http;
    private final URI url;

    private Slack(OutboundHttp http, URI url) {
        this.http = http;
        this.url = url;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.requiredUrl("url");
        return http -> new Slack(http, url);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        return HttpReplies.send(http, OutboundRequest.json(url, Map.of(), new SlackMessage(notice).toJson()));
    }
}
