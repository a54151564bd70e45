package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Response;

/**
 * A body that is sent in chunks under a {@code Content-Length} that says something else, against RFC 9112.
 *
 * @param length what {@code Content-Length} says
 */
record ContradictoryBody(Body body, long length) implements Body {
    @Override
    public void writeTo(OutputStream to) throws IOException {
        body.writeTo(to);
    }

    /** Writes the head of an answer too. */
    void writeRaw(Response response, OutputStream to) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.getStatus() + " \r\n");
        for (HttpField field : response.getHeaders()) {
            head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
        }
        head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        to.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        body.writeTo(new ChunkedOutputStream(to));
        to.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
