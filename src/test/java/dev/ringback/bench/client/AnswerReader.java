package dev.ringback.bench.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Finds the answers in what comes on a connection, for small ones. */
public final class AnswerReader implements Receiver {
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_BEGIN = "HTTP/1.1 ".length();

    private final Consumer<Answer> answers;
    private String text = "";

    /** Gives each answer to somebody, and {@link Answer#status} 0 at the end. */
    public AnswerReader(Consumer<Answer> answers) {
        this.answers = answers;
    }

    @Override
    public void received(ByteBuffer bytes) {
        text += StandardCharsets.ISO_8859_1.decode(bytes);
        int bodyBegin = text.indexOf(HEAD_END) + HEAD_END.length();
        while (bodyBegin >= HEAD_END.length()) {
            int end = end(bodyBegin);
            if (end > text.length()) {
                return;
            }
            int status = Integer.parseInt(text.substring(STATUS_BEGIN, STATUS_BEGIN + 3));
            Answer answer = new Answer(status, text.substring(bodyBegin, end));
            text = text.substring(end);
            answers.accept(answer);
            bodyBegin = text.indexOf(HEAD_END) + HEAD_END.length();
        }
    }

    /** Where the answer ends, beyond the text if not all of it has come. */
    private int end(int bodyBegin) {
        String head = text.substring(0, bodyBegin).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length >= 0) {
            int begin = length + LENGTH.length();
            return bodyBegin
                    + Integer.parseInt(
                            head.substring(begin, head.indexOf("\r\n", begin)).strip());
        }
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            int last = text.indexOf(LAST_CHUNK, bodyBegin);
            return last < 0 ? Integer.MAX_VALUE : last + LAST_CHUNK.length();
        }
        return bodyBegin;
    }

    @Override
    public void closed() {
        answers.accept(Answer.CLOSED);
    }
}
