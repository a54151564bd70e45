package dev.ringback.forward.receiver.ntfy;

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
import java.util.regex.Pattern;

/**
 * A topic of ntfy: option {@code topic}, which is as good as a password; {@code url} of a server of one's own; {@code token} where the server
 * wants one. Messages are published as JSON at the root of the server, by ntfy's documentation of publishing.
 */
public final class Ntfy implements Receiver {
    private static final URI PUBLIC_SERVER = URI.create("https://ntfy.sh/");
    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");

    private final OutboundHttp http;
    private final URI url;
    private final String topic;
    private final Map<String, String> headers;

    private Ntfy(OutboundHttp http, URI url, String topic, Map<String, String> headers) {
        this.http = http;
        this.url = url;
        this.topic = topic;
        this.headers = headers;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.url("url", PUBLIC_SERVER);
        String topic = options.requiredSecret("topic");
        if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
            options.problem("topic", "must be 1 to 64 letters, digits, - or _");
        }
        Map<String, String> headers = options.secret("token")
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of());
        return http -> new Ntfy(http, url, topic, headers);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        return HttpReplies.send(http, OutboundRequest.json(url, headers, new NtfyMessage(topic, notice).toJson()));
    }
}
