package dev.ringback.forward.receiver.alertmanager;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Endpoint;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * An Alertmanager of the user's own, through its API v2. All notices of a group are one alert, which it knows by the labels.
 *
 * <p>By Alertmanager's documentation of its alerts API a firing alert is over when its {@code endsAt} has passed, and one that is sent without
 * gets its own {@code resolve_timeout}, 5 minutes if nobody set it: meant for clients that repeat themselves each minute or so, where notices
 * of ours are hours apart. So we set {@code endsAt} a while ahead, and to the end itself once that is known. The while should be longer than
 * the longest {@code repeat_interval} and muted hours of the rules; it is also how long an alert goes on if we never come back.
 */
public final class Alertmanager implements Receiver {
    static final Duration DEFAULT_RESOLVE_TIMEOUT = Duration.ofDays(1);

    private final OutboundHttp http;
    private final URI url;
    private final Authorization authorization;
    private final AlertJson json;
    private final Clock clock;

    Alertmanager(OutboundHttp http, URI url, Authorization authorization, AlertJson json, Clock clock) {
        this.http = http;
        this.url = url;
        this.authorization = authorization;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Reads {@code url}, where its API begins, without {@code /api/v2}; and what may be missing: {@code username} and {@code password}, or
     * {@code token}; {@code labels}, a list of {@code name=value} that each alert gets; and {@code resolve_timeout}, which is
     * {@link #DEFAULT_RESOLVE_TIMEOUT} otherwise.
     */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = Endpoint.below(options.requiredUrl("url"), "/api/v2/alerts");
        Authorization authorization = Authorization.read(options);
        Map<String, String> labels = AlertLabels.read(options);
        Duration timeout = options.parsed("resolve_timeout", DEFAULT_RESOLVE_TIMEOUT, Timespan::parse);
        return http -> new Alertmanager(http, url, authorization, new AlertJson(labels, timeout), Clock.systemUTC());
    }

    @Override
    public Reply send(RenderedNotice notice) {
        String alerts = json.write(notice, clock.instant());
        return HttpReplies.send(
                http,
                OutboundRequest.json(url, authorization.headers(), alerts),
                answer -> HttpReplies.of(answer.without(authorization.secret())));
    }
}
