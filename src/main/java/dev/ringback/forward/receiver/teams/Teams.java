package dev.ringback.forward.receiver.teams;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A channel or chat of Microsoft Teams, by the webhook of a workflow ("Post to a channel when a webhook request is received"): option
 * {@code url}. Workflows answer 202. The webhooks of connectors, which came before them, answer 200 even when Teams refused, and name its
 * status in the body.
 */
public final class Teams implements Receiver {
    private static final Pattern REFUSED_BY_TEAMS = Pattern.compile("returned HTTP error (\\d{3})");

    private final OutboundHttp http;
    private final URI url;

    private Teams(OutboundHttp http, URI url) {
        this.http = http;
        this.url = url;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.requiredUrl("url");
        return http -> new Teams(http, url);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        OutboundRequest request = OutboundRequest.json(url, Map.of(), new TeamsMessage(notice).toJson());
        return HttpReplies.send(http, request, Teams::meaning);
    }

    private static Reply meaning(OutboundResponse answer) {
        Matcher refused = REFUSED_BY_TEAMS.matcher(answer.body());
        if (!answer.isSuccess() || !refused.find()) {
            return HttpReplies.of(answer);
        }
        return HttpReplies.of(
                new OutboundResponse(Integer.parseInt(refused.group(1)), "", answer.headers(), answer.body()));
    }
}
