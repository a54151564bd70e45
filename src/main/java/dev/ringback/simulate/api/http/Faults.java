package dev.ringback.simulate.api.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Holds the faults that are to happen, on demand. A request meets the first fault that is meant for it, in the order they were added. Safe for use by many
 * threads.
 */
public final class Faults {
    private final List<Planned> planned = new ArrayList<>();

    private static final class Planned {
        private final Predicate<RecordedRequest> requests;
        private final Fault fault;
        private int left;

        Planned(Predicate<RecordedRequest> requests, Fault fault, int left) {
            this.requests = requests;
            this.fault = fault;
            this.left = left;
        }
    }

    /** Lets the next request meet a fault. */
    public void once(Fault fault) {
        times(1, request -> true, fault);
    }

    /** Lets the next request of these meet a fault. */
    public void once(Predicate<RecordedRequest> requests, Fault fault) {
        times(1, requests, fault);
    }

    /** Lets so many requests of these meet a fault. */
    public synchronized void times(int times, Predicate<RecordedRequest> requests, Fault fault) {
        planned.add(new Planned(requests, fault, times));
    }

    /** Lets all requests of these meet a fault, until {@link #clear}. */
    public void always(Predicate<RecordedRequest> requests, Fault fault) {
        times(Integer.MAX_VALUE, requests, fault);
    }

    /** Lets nothing go wrong any more. */
    public synchronized void clear() {
        planned.clear();
    }

    /** Tells whether a fault still waits for its requests. */
    public synchronized boolean isPlanned() {
        return !planned.isEmpty();
    }

    /** Answers a request, which may meet a fault before or after it is done. */
    Answer meet(RecordedRequest recorded, IncomingRequest request, Supplier<Answer> done) {
        Optional<Fault> fault = take(recorded);
        Answer answer = fault.flatMap(any -> any.instead(request)).orElseGet(done);
        return fault.map(any -> any.afterwards(request, answer)).orElse(answer);
    }

    private synchronized Optional<Fault> take(RecordedRequest request) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned next = each.next();
            if (next.requests.test(request)) {
                next.left--;
                if (next.left == 0) {
                    each.remove();
                }
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }
}
