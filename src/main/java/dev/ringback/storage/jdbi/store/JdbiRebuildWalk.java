package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.Replaying;
import dev.ringback.storage.ReprojectionStore.Step;
import dev.ringback.storage.ReprojectionStore.Walk;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.ProjectionPasses.Taken;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Remembers the place by itself; the row of table {@code projection} only says whether a step may be done. */
final class JdbiRebuildWalk implements Walk {
    private final ProjectionPasses passes;
    private ProjectionPlace place;
    private boolean finished;

    JdbiRebuildWalk(ProjectionPasses passes, ProjectionPlace place) {
        this.passes = passes;
        this.place = place;
    }

    @Override
    public Step step(int budget, boolean carefully, Replaying replaying) {
        Taken taken = passes.step(place, JdbiRebuildWalk::mayMove, budget, carefully, replaying);
        Step step = taken.step();
        if (step.outcome() == Outcome.OVERTAKEN) {
            return new Step(Outcome.NOT_YET, 0, step.writerTime());
        }
        finished = step.outcome() == Outcome.FINISHED;
        if (!finished) {
            place = taken.place();
        }
        return step;
    }

    private static boolean mayMove(ProjectionPlace from, Transaction transaction, ProjectionPlace to)
            throws SQLException {
        return ProjectionPlace.holdCurrent(transaction, from.target());
    }

    @Override
    public String place() {
        return place.text();
    }

    @Override
    public long done() {
        return finished ? span() : (long) (ProjectionPasses.done(place) * span());
    }

    @Override
    public @Nullable Long total() {
        return ProjectionPasses.isUnderWay(place) ? span() : null;
    }

    private long span() {
        return place.lastEventId() - place.firstEventId();
    }
}
