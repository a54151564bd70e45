package dev.ringback.vault.job;

import org.jspecify.annotations.Nullable;

/** Sees to it that what is in the ledger is copied: by the server, or by a command where no server runs. Safe for use by many threads. */
@FunctionalInterface
public interface Copying {
    /** Begins, or finds that it goes on anyway. */
    Session begin(VaultSetup setup);

    /** The copying while a job waits for it. Safe for use by many threads. */
    interface Session extends AutoCloseable {
        /** Returns why nothing can be copied at the moment, for people; null where nothing is in the way. */
        @Nullable
        String trouble();

        /** Ends it, where it was begun for this job. */
        @Override
        void close();
    }

    /** Returns the copying of a server, which needs no job to go on. */
    static Copying of(Trouble trouble) {
        return setup -> new Session() {
            @Override
            public @Nullable String trouble() {
                return trouble.now();
            }

            @Override
            public void close() {}
        };
    }

    /** Tells why nothing can be copied at the moment. */
    @FunctionalInterface
    interface Trouble {
        /** Returns null where nothing is in the way. */
        @Nullable
        String now();
    }
}
