package dev.ringback.forward.receiver.opsgenie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Endpoint;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * An API integration of Opsgenie, or of Jira Service Management, whose integration events have the same form. All notices of a group are one
 * alert, by its alias, which is closed when the group is over. Both take requests with 202 and do them later, by their documentation of the
 * alert API and of integration events; so closing an alert that somebody has closed before is no failure.
 */
public final class Opsgenie implements Receiver {
    /**
     * Opsgenie in the US. In the EU it is {@code https://api.eu.opsgenie.com}, and Jira Service Management is at
     * {@code https://api.atlassian.com/jsm/ops/integration}.
     */
    static final URI API = URI.create("https://api.opsgenie.com");

    private final OutboundHttp http;
    private final URI url;
    private final String apiKey;

    private Opsgenie(OutboundHttp http, URI url, String apiKey) {
        this.http = http;
        this.url = url;
        this.apiKey = apiKey;
    }

    /** Reads {@code api_key}, a secret, and {@code url}, which may be missing. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.url("url", API);
        String apiKey = options.requiredSecret("api_key");
        return http -> new Opsgenie(http, url, apiKey);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        String alias = URLEncoder.encode(notice.key(), StandardCharsets.UTF_8);
        OutboundRequest request = notice.isResolved()
                ? request("/v2/alerts/" + alias + "/close?identifierType=alias", OpsgenieAlert.close(notice))
                : request("/v2/alerts", OpsgenieAlert.create(notice));
        return HttpReplies.send(http, request, answer -> HttpReplies.of(answer.without(apiKey)));
    }

    private OutboundRequest request(String path, ObjectNode body) {
        Map<String, String> headers = Map.of("Authorization", "GenieKey " + apiKey);
        return OutboundRequest.json(Endpoint.below(url, path), headers, body.toString());
    }
}
