package dev.ringback.upstream.write;

import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.WriteJournal;
import dev.ringback.twilio.callback.CallbackMark;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log for callbacks that carry the mark of an undecided write. A server that dies has stored some whose write it had not noted yet; this
 * finds them, on whichever node. For one thread.
 */
final class MissedMarks {
    private static final Logger log = LoggerFactory.getLogger(MissedMarks.class);

    private static final int AT_ONCE = 1_000;

    private final EventLog events;
    private final WriteJournal journal;
    private @Nullable EventPosition position;

    MissedMarks(EventLog events, WriteJournal journal) {
        this.events = events;
        this.journal = journal;
    }

    /**
     * Reads on, at first from where the undecided writes were noted.
     *
     * @param found is called for each event that an undecided write has caused, with the mark
     * @throws dev.ringback.storage.StorageException when the log cannot be read now; the next time begins where this one ended
     */
    void read(BiConsumer<String, Event> found) {
        EventLog.Settled settled = events.settled();
        // after the log, so that it has the mark of every callback there
        Set<String> marks = journal.openMarks();
        if (marks.isEmpty()) {
            position = settled.end();
            return;
        }
        try {
            read(settled, position == null ? settled.behind(journal.beginning()) : position, marks, found);
        } catch (LostPositionException lost) {
            log.info("the log is read from its beginning for what unknown writes have made: {}", lost.getMessage());
            position = settled.beginning();
        }
    }

    private void read(
            EventLog.Settled settled, EventPosition from, Set<String> marks, BiConsumer<String, Event> found) {
        EventPosition reached = from;
        List<LoggedEvent> page = settled.after(reached, AT_ONCE);
        while (!page.isEmpty()) {
            for (LoggedEvent logged : page) {
                Event event = logged.event();
                if (!event.sid().isEmpty()) {
                    CallbackMark.in(event.target())
                            .filter(marks::contains)
                            .ifPresent(mark -> found.accept(mark, event));
                }
                reached = reached.behind(logged);
            }
            position = reached;
            page = settled.after(reached, AT_ONCE);
        }
        position = settled.end();
    }

    /** Begins anew the next time, when there is nothing to look for now. */
    void forget() {
        position = null;
    }
}
