package dev.ringback.forward.notice;

import java.io.Writer;

/** Collects a limited number of characters, and throws when more are written. */
final class LimitedWriter extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    LimitedWriter(int most) {
        this.most = most;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        text.append(PlainText.head(new String(characters, offset, length), most - text.length()));
        if (length > 0 && text.length() >= most) {
            throw new LimitReachedException();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
