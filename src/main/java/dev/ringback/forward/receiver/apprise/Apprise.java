package dev.ringback.forward.receiver.apprise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.Truncation;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Notifies the services that an Apprise API has under a key: option {@code url} with the path {@code /notify/{key}}, and {@code tag} for a
 * part of it. By its OpenAPI description it answers 204 where there is nothing under the key, and 424 where some service could not be told.
 */
public final class Apprise implements Receiver {
    private static final int NO_CONTENT = 204;

    /** The API names no limit, and not every service behind it takes long texts. */
    private static final int MAX_BODY = 20_000;

    private final OutboundHttp http;
    private final URI url;
    private final Optional<String> tag;

    private Apprise(OutboundHttp http, URI url, Optional<String> tag) {
        this.http = http;
        this.url = url;
        this.tag = tag;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        URI url = options.requiredUrl("url");
        Optional<String> tag = options.text("tag");
        return http -> new Apprise(http, url, tag);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        return HttpReplies.send(http, OutboundRequest.json(url, Map.of(), json(notice)), Apprise::meaning);
    }

    private String json(RenderedNotice notice) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("title", notice.title())
                .put("body", Truncation.toCharacters(notice.text(), MAX_BODY))
                .put("type", type(notice))
                .put("format", "text");
        tag.ifPresent(text -> message.put("tag", text));
        return message.toString();
    }

    private static String type(RenderedNotice notice) {
        if (notice.isResolved()) {
            return "success";
        }
        return switch (notice.severity()) {
            case ERROR -> "failure";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }

    private static Reply meaning(OutboundResponse answer) {
        return answer.status() == NO_CONTENT
                ? Reply.failedForGood("204: nothing is set up under the key of the URL")
                : HttpReplies.of(answer);
    }
}
