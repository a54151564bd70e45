package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.jdbi.sql.Writer;
import java.util.function.Supplier;

/** Writes for those who change or delete events of the log, and lets go of those in memory, which would say what the log did before. */
final class ForgettingWriter implements Writer {
    private final Writer writer;
    private final RecentEvents recent;

    ForgettingWriter(Writer writer, RecentEvents recent) {
        this.writer = writer;
        this.recent = recent;
    }

    @Override
    public <T> T write(String attempted, Work<T> work) {
        return thenForget(() -> writer.write(attempted, work));
    }

    @Override
    public <T> T writeUnsynced(String attempted, Work<T> work) {
        return thenForget(() -> writer.writeUnsynced(attempted, work));
    }

    private <T> T thenForget(Supplier<T> writing) {
        try {
            return writing.get();
        } finally {
            recent.forget();
        }
    }
}
