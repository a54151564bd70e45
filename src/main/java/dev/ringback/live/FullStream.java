package dev.ringback.live;

import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.storage.EventPosition;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/** Tells a client of each change, with the resource that it is about. Used by one thread. */
final class FullStream extends ChangeStream {
    /** Most bytes that are sent at once, so that no client holds up the others, and little is kept for one that does not read. */
    private static final int CHUNK = 16 * 1024;

    /** Number of changes that fill a chunk as a rule. */
    private static final int USUAL_STEP = 10;

    private int step = USUAL_STEP;

    FullStream(EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet, StreamTimes times) {
        super(begin, filter, framing, outlet, times);
    }

    @Override
    int step() {
        return step;
    }

    @Override
    boolean isUpToPosition() {
        return true;
    }

    @Override
    int send(Stretch next, Function<Change, byte[]> json) {
        ByteArrayOutputStream output = begin();
        EventPosition reached = next.end();
        EventPosition lastTold = null;
        int sent = 0;
        EventPosition last = position();
        for (Change change : next.changes()) {
            if (output.size() >= CHUNK) {
                reached = last;
                break;
            }
            last = change.position();
            if (filter().matches(change)) {
                framing().change(StreamId.of(last), json.apply(change), output);
                lastTold = last;
                sent++;
            }
        }
        step = reached.equals(next.end()) ? Math.min(MOST_STEP, 2 * step) : Math.max(1, step / 2);
        moveTo(reached);
        if (lastTold != null) {
            hasTold(lastTold);
        }
        send(output);
        return sent;
    }
}
