package dev.ringback.simulate.api.content;

import java.io.IOException;
import java.io.OutputStream;

/** One content behind the other. */
public record JoinedContent(Content first, Content second) implements Content {
    @Override
    public long length() {
        return first.length() + second.length();
    }

    @Override
    public String mark() {
        return first.mark() + second.mark();
    }

    @Override
    public void write(long from, long until, OutputStream to) throws IOException {
        long border = first.length();
        if (from < border) {
            first.write(from, Math.min(until, border), to);
        }
        if (until > border) {
            second.write(Math.max(from, border) - border, until - border, to);
        }
    }
}
