package dev.ringback.web.media;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Represents the place that the sending of content takes, and what is open for it, until its request is over. Safe for use by many threads. */
final class Transfer {
    private static final Logger log = LoggerFactory.getLogger(Transfer.class);

    private final Runnable leave;
    private @Nullable Closeable open;
    private boolean over;

    /** @param leave gives the place back */
    Transfer(Runnable leave) {
        this.leave = leave;
    }

    /** Closes something when the request is over; at once where it is. */
    void closesAtEnd(Closeable resource) {
        synchronized (this) {
            if (!over) {
                open = resource;
                return;
            }
        }
        close(resource);
    }

    /** Ends it, once. */
    void end() {
        Closeable resource;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            resource = open;
            open = null;
        }
        leave.run();
        if (resource != null) {
            close(resource);
        }
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException nothingIsLost) {
            log.debug("content did not close properly", nothingIsLost);
        }
    }
}
