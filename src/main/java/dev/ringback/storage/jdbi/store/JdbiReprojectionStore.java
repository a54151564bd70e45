package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Duration;
import java.util.Optional;

/** Projects anew what older versions have made. The row of table {@code projection} says where it is, and is moved on by each step. */
final class JdbiReprojectionStore implements ReprojectionStore {
    private final Writer writer;
    private final Reads reads;
    private final Nodes nodes;
    private final int version;
    private final ProjectionPasses passes;

    /** @param version by whose rules this process projects, above 0 */
    JdbiReprojectionStore(
            Writer writer, Reads reads, Log log, SubjectLog subjects, Dialect dialect, Nodes nodes, int version) {
        this.writer = writer;
        this.reads = reads;
        this.nodes = nodes;
        this.version = version;
        this.passes = new ProjectionPasses(writer, reads, log, subjects, dialect);
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
        return new State(place.version(), current, current ? 1 : ProjectionPasses.done(place));
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
        if (!ProjectionPasses.isUnderWay(place) && nodes.includeOlder(version)) {
            return new Step(Outcome.OLDER_NODE, 0, Duration.ZERO);
        }
        return passes.step(place, ProjectionPlace::advance, budget, carefully, replaying)
                .step();
    }

    @Override
    public Walk rebuild(String place) {
        return new JdbiRebuildWalk(passes, ProjectionPlace.of(place, version));
    }
}
