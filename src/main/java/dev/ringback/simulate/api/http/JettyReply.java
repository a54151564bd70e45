package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an answer through Jetty, and cuts the connection where it is to be cut. */
final class JettyReply implements Reply {
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Consumer<Duration> pause;

    JettyReply(Request request, Response response, Callback callback, Consumer<Duration> pause) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.pause = pause;
    }

    @Override
    public void pause(Duration time) {
        pause.accept(time);
    }

    @Override
    public void send(Answer answer, Runnable beforeEnd) throws IOException {
        if (answer.ending() == Answer.Ending.SILENT) {
            // It counts as a request under way for as long as somebody waits for it.
            pause(SILENCE);
        }
        if (answer.ending() != Answer.Ending.ANSWERED) {
            beforeEnd.run();
            cut(false);
            return;
        }
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        Body body = answer.body();
        boolean head = request.getMethod().equals("HEAD");
        if (body.length() > 0 || (head && body.length() == 0)) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
        }
        if (head) {
            beforeEnd.run();
            response.write(true, ByteBuffer.allocate(0), callback);
        } else if (body instanceof ContradictoryBody contradictory) {
            sendRaw(contradictory, beforeEnd);
        } else {
            send(body, beforeEnd);
        }
    }

    private void send(Body body, Runnable beforeEnd) throws IOException {
        TailOutputStream sent = new TailOutputStream(response);
        try {
            body.writeTo(sent);
        } catch (Cut cut) {
            beforeEnd.run();
            Content.Sink.write(response, false, sent.rest());
            cut(cut.isReset());
            return;
        }
        beforeEnd.run();
        response.write(true, sent.rest(), callback);
    }

    /** Past Jetty, which sends nothing that contradicts itself. */
    private void sendRaw(ContradictoryBody body, Runnable beforeEnd) throws IOException {
        TailOutputStream sent = new TailOutputStream(endPoint());
        body.writeRaw(response, sent);
        beforeEnd.run();
        Content.Sink.write(endPoint(), false, sent.rest());
        cut(false);
    }

    private void cut(boolean reset) throws IOException {
        if (reset && endPoint().getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint().close();
        callback.failed(new EofException("cut on purpose"));
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
