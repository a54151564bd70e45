package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import dev.ringback.storage.jdbi.store.SubjectLog.Reference;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Projects anew in three passes: the events with their resources, then the references that no event has any more, then the rows that no
 * event stands behind. The row of table {@code projection} says where it is, and is moved on in the transaction of each step.
 */
final class JdbiReprojectionStore implements ReprojectionStore {
    private static final String EVENTS = "events";
    private static final String REFERENCES = "references";

    /** The shares of the work that are done, about, when the later passes begin. */
    private static final double REFERENCES_BEGIN = 0.9;

    private static final double TABLES_BEGIN = 0.95;

    private static final String BEFORE_FIRST = "SELECT coalesce(min(id), 1) - 1 FROM event";

    private final Writer writer;
    private final Reads reads;
    private final Log log;
    private final SubjectLog subjects;
    private final Dialect dialect;
    private final Nodes nodes;
    private final int version;

    /** @param version by whose rules this process projects, above 0 */
    JdbiReprojectionStore(
            Writer writer, Reads reads, Log log, SubjectLog subjects, Dialect dialect, Nodes nodes, int version) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
        this.subjects = subjects;
        this.dialect = dialect;
        this.nodes = nodes;
        this.version = version;
    }

    /** Changes part of the database within the transaction of a step; returns from how many events. */
    @FunctionalInterface
    private interface Work {
        int in(Transaction transaction) throws SQLException;
    }

    @Override
    public State begin() {
        // Before the target is written: who reads an older target than its own looks for the others afterwards.
        nodes.announce(version);
        Optional<ProjectionPlace> before = place();
        if (before.isEmpty() || before.get().target() < version) {
            writer.write("note the version that projects", transaction -> {
                ProjectionPlace.aim(transaction, version);
                return version;
            });
        }
        ProjectionPlace place = place().orElseThrow();
        if (place.target() > version) {
            throw new StorageException(
                    "the database is served by a newer version of Ringback, which reads events by newer rules (version "
                            + place.target() + ") than this one (" + version
                            + "): start a newer Ringback, or, to go back"
                            + " to this one, stop every node and run 'ringback rebuild' with it");
        }
        if (place.version() < version && !nodes.includeOlder(version)) {
            writer.write("note the version of a database without events", transaction -> {
                ProjectionPlace.skipEmpty(transaction, version);
                return version;
            });
        }
        return state();
    }

    @Override
    public State state() {
        return place().map(this::state).orElse(new State(version, true, 1));
    }

    private State state(ProjectionPlace place) {
        boolean current = place.version() >= version;
        return new State(place.version(), current, current ? 1 : done(place));
    }

    private static double done(ProjectionPlace place) {
        if (place.phase().equals(EVENTS)) {
            long events = place.lastEventId() - place.firstEventId();
            return events <= 0 ? 0 : REFERENCES_BEGIN * (place.afterId() - place.firstEventId()) / events;
        }
        if (place.phase().equals(REFERENCES)) {
            return REFERENCES_BEGIN;
        }
        return LeftoverPass.isTable(place.phase())
                ? TABLES_BEGIN + (1 - TABLES_BEGIN) * LeftoverPass.share(place.phase())
                : 0;
    }

    private Optional<ProjectionPlace> place() {
        return reads.query("read how far the projection is", ProjectionPlace::read);
    }

    @Override
    public Step step(int budget, boolean carefully, Replaying replaying) {
        ProjectionPlace place = place().orElseThrow();
        if (place.target() != version || place.version() >= version) {
            return new Step(Outcome.FINISHED, 0, Duration.ZERO);
        }
        if (place.phase().equals(EVENTS)) {
            return events(place, new EventPass(log, subjects, dialect, replaying), budget, carefully);
        }
        if (place.phase().equals(REFERENCES)) {
            return references(place, new ReferencePass(subjects, replaying), budget);
        }
        if (LeftoverPass.isTable(place.phase())) {
            return leftovers(place, new LeftoverPass(subjects), budget);
        }
        return begin(place);
    }

    /** The pass over the events goes up to the last one that may have been stored by older rules. */
    private Step begin(ProjectionPlace place) {
        if (nodes.includeOlder(version)) {
            return new Step(Outcome.OLDER_NODE, 0, Duration.ZERO);
        }
        long last = reads.read("find the last event", log::settled);
        long first = reads.query("find the first event", statements -> statements.number(BEFORE_FIRST));
        return advance(place, place.beginning(EVENTS, Math.min(first, last), last), transaction -> 0);
    }

    private Step events(ProjectionPlace place, EventPass pass, int budget, boolean carefully) {
        if (place.afterId() >= place.lastEventId()) {
            return advance(place, place.beginning(REFERENCES), transaction -> 0);
        }
        EventPass.Batch batch = reads.query(
                "read events to project them anew",
                statements -> pass.read(statements, place.afterId(), place.lastEventId(), budget));
        return advance(
                place, place.after(batch.afterId(), "", ""), transaction -> pass.put(transaction, batch, carefully));
    }

    private Step references(ProjectionPlace place, ReferencePass pass, int budget) {
        ReferencePass.Batch batch = reads.query(
                "read references to check them",
                statements -> pass.read(
                        statements, new Subject(place.afterAccountSid(), place.afterSid()), place.afterId(), budget));
        if (batch.last().isEmpty()) {
            return advance(place, place.beginning(LeftoverPass.first()), transaction -> 0);
        }
        Reference last = batch.last().get(0);
        return advance(
                place,
                place.after(
                        last.eventId(), last.place().accountSid(), last.place().sid()),
                transaction -> {
                    pass.put(transaction, batch);
                    return 0;
                });
    }

    private Step leftovers(ProjectionPlace place, LeftoverPass pass, int budget) {
        LeftoverPass.Batch batch = reads.query(
                "read resources to look for their events",
                statements -> pass.read(
                        statements, place.phase(), new Subject(place.afterAccountSid(), place.afterSid()), budget));
        if (batch.found().isEmpty()) {
            List<String> next = LeftoverPass.behind(place.phase());
            return advance(place, next.isEmpty() ? place.end() : place.beginning(next.get(0)), transaction -> 0);
        }
        Subject last = batch.found().get(batch.found().size() - 1);
        return advance(place, place.after(0, last.accountSid(), last.sid()), transaction -> {
            pass.put(transaction, batch);
            return 0;
        });
    }

    /** Nobody waits for the disk: a loss of power may undo the work together with the note of it. */
    private Step advance(ProjectionPlace from, ProjectionPlace to, Work work) {
        Done done = writer.writeUnsynced("project events anew", transaction -> {
            subjects.takeLog(transaction);
            long began = System.nanoTime();
            return from.advance(transaction, to)
                    ? new Done(began, to.version() >= version ? Outcome.FINISHED : Outcome.WORKED, work.in(transaction))
                    : new Done(began, Outcome.OVERTAKEN, 0);
        });
        return new Step(done.outcome(), done.events(), Duration.ofNanos(System.nanoTime() - done.began()));
    }

    /** @param began when nobody else could write any more, as {@link System#nanoTime} counts */
    private record Done(long began, Outcome outcome, int events) {}
}
