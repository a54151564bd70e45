package dev.ringback.vault.copy;

import dev.ringback.vault.ContentTarget;
import dev.ringback.vault.content.CheckedContent;
import dev.ringback.vault.content.ContentVerdict;
import dev.ringback.vault.content.ExpectedContent;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the content of one object into its store, and knows whose fault it was when that failed. Used for one attempt, by one thread at a time. */
final class CopyTarget implements ContentTarget, AutoCloseable {
    private final ObjectStore store;
    private final String key;
    private final ExpectedContent expected;
    private final long mostBytes;
    private final Pulse pulse;
    private @Nullable ObjectWriter writer;
    private @Nullable CheckedContent content;
    private @Nullable IOException failure;

    /** Looks whether the copy is to go on. */
    @FunctionalInterface
    interface Pulse {
        /**
         * Called often.
         *
         * @throws GivenUpException when it is not
         */
        void beat() throws GivenUpException;
    }

    /** @param mostBytes how long the content may be */
    CopyTarget(ObjectStore store, String key, ExpectedContent expected, long mostBytes, Pulse pulse) {
        this.store = store;
        this.key = key;
        this.expected = expected;
        this.mostBytes = mostBytes;
        this.pulse = pulse;
    }

    @Override
    public OutputStream open(Map<String, String> headers) throws IOException {
        CheckedContent checked = new CheckedContent(
                expected, headers.get("content-type"), length(headers), mostBytes, new Stored(opened().stream()));
        content = checked;
        if (checked.refusal().isPresent()) {
            throw new IOException("refused by its headers");
        }
        return checked;
    }

    private ObjectWriter opened() throws IOException {
        pulse.beat();
        try {
            ObjectWriter opening = store.write(key);
            writer = opening;
            return opening;
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private static @Nullable Long length(Map<String, String> headers) {
        String length = headers.get("content-length");
        return length != null && length.matches("\\d{1,18}") ? Long.valueOf(length) : null;
    }

    /** Returns what the store has thrown; null where it is not at fault. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Tells what came; null where no content did. To be asked once. */
    @Nullable
    ContentVerdict verdict() {
        return content == null ? null : content.verdict();
    }

    /** Returns why what came so far must not be kept; null where it may be. */
    ContentVerdict.@Nullable Refused refusal() {
        return content == null ? null : content.refusal().orElse(null);
    }

    /**
     * Makes the content visible in the store.
     *
     * @throws IOException of the store
     */
    void commit() throws IOException {
        if (writer == null) {
            throw new IOException("nothing was written");
        }
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    /** Writes to the store, and notes when that fails. */
    private final class Stored extends OutputStream {
        private final OutputStream stream;

        Stored(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            pulse.beat();
            try {
                stream.write(bytes, offset, count);
            } catch (IOException failed) {
                failure = failed;
                throw failed;
            }
        }
    }
}
