package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.jdbi.sql.Writer;

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
        try {
            return writer.write(attempted, work);
        } finally {
            recent.forget();
        }
    }

    @Override
    public <T> T writeUnsynced(String attempted, Work<T> work) {
        try {
            return writer.writeUnsynced(attempted, work);
        } finally {
            recent.forget();
        }
    }
}
