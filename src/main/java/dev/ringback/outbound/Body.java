package dev.ringback.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one request.
 *
 * @param max how many bytes of the body are taken
 * @param target takes the body of a successful answer; null to return it as text
 * @param stream bounds the body where the target may take it for long; null where the whole answer has a time limit
 */
record Body(
        HttpUriRequestBase sent,
        long max,
        @Nullable BodyTarget target,
        @Nullable StreamLimits stream,
        ExchangeWatch watched) {
    /** Limits texts to what fits into an array. */
    private static final long MAX_TEXT = Integer.MAX_VALUE - 8L;

    OutboundResponse read(ClassicHttpResponse response) throws IOException {
        OutboundResponse head = head(response);
        InputStream content =
                response.getEntity() == null ? null : response.getEntity().getContent();
        if (target != null && head.isSuccess()) {
            OutputStream taking = opened(target, head);
            if (content != null) {
                copy(content, taking);
            }
            return head;
        }
        return content == null ? head : withText(head, content);
    }

    private static OutboundResponse head(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
        return new OutboundResponse(response.getCode(), reason, headers, "");
    }

    private OutboundResponse withText(OutboundResponse head, InputStream content) throws IOException {
        int limit = (int) Math.min(target == null ? max : OutboundHttp.MAX_ANSWER, MAX_TEXT);
        byte[] bytes = content.readNBytes(limit);
        boolean isCut = bytes.length == limit && content.read() >= 0;
        if (isCut) {
            // Closing it normally would read the rest only to keep the connection.
            sent.cancel();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new OutboundResponse(head.status(), head.reason(), head.headers(), text, isCut);
    }

    private OutputStream opened(BodyTarget opening, OutboundResponse head) throws IOException {
        if (stream != null) {
            watched.streams(stream);
        }
        try {
            return opening.open(head);
        } catch (IOException refused) {
            sent.cancel();
            throw new BodyRefusedException(refused);
        }
    }

    private void copy(InputStream content, OutputStream taking) throws IOException {
        byte[] buffer = new byte[OutboundHttp.MAX_ANSWER];
        long copied = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            copied += read;
            watched.came(read);
            if (copied > max) {
                sent.cancel();
                throw new AnswerTooLongException(max);
            }
            try {
                taking.write(buffer, 0, read);
            } catch (IOException refused) {
                sent.cancel();
                throw new BodyRefusedException(refused);
            }
        }
    }
}
