package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Table {@code job}. */
final class JdbiJobStore implements JobStore {
    private static final String SELECT = "SELECT " + JobTable.COLUMNS + " FROM job ";
    private static final String FIND = SELECT + "WHERE id = :id";
    private static final String NEWEST_FIRST = SELECT + "WHERE id < :before ORDER BY id DESC LIMIT :limit";
    private static final String ALL_UNFINISHED = SELECT + "WHERE kind = :kind AND finished_at IS NULL ORDER BY id";
    private static final String UNFINISHED = ALL_UNFINISHED + " LIMIT 1";

    private static final String OPEN =
            SELECT + "WHERE kind = ? AND finished_at IS NULL AND cancel_requested = 0 ORDER BY id";

    /** Writes a row that all who add a job write: they take turns until their transactions end, on all nodes. */
    private static final String TAKE_TURN = """
            INSERT INTO lease (name, holder, expires_at) VALUES ('add a job', '', 0)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder""";

    private static final String ADD = """
            INSERT INTO job (kind, state, done, parameters, requested_by, created_at, updated_at, cancel_requested)
            VALUES (?, 'queued', 0, ?, ?, ?, ?, 0)
            RETURNING\s""" + JobTable.COLUMNS;

    private static final String START = """
            UPDATE job SET state = 'running', started_at = coalesce(started_at, ?), updated_at = ?
            WHERE id = ? AND finished_at IS NULL""";

    private static final String PROGRESS = """
            UPDATE job SET checkpoint = ?, done = ?, total = ?, waits_for = ?, updated_at = ?
            WHERE id = ? AND finished_at IS NULL""";

    private static final String FINISH = """
            UPDATE job SET state = ?, result = ?, waits_for = NULL, updated_at = ?, finished_at = ?
            WHERE id = ? AND finished_at IS NULL""";

    private static final String CANCEL_WAITING = """
            UPDATE job SET state = 'canceled', cancel_requested = 1, updated_at = ?, finished_at = ?
            WHERE id = ? AND state = 'queued'""";

    private static final String CANCEL_RUNNING = """
            UPDATE job SET cancel_requested = 1, updated_at = ?
            WHERE id = ? AND finished_at IS NULL AND cancel_requested = 0""";

    private static final String RESUME = """
            UPDATE job SET state = 'queued', cancel_requested = 0, finished_at = NULL, result = NULL, updated_at = ?
            WHERE id = ? AND state IN ('failed', 'canceled')""";

    private static final String DELETE = "DELETE FROM job WHERE finished_at < ?";

    private final Writer writer;
    private final Reads reads;

    JdbiJobStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public Job add(String kind, @Nullable String parameters, String requestedBy, Instant now) {
        long moment = now.toEpochMilli();
        return writer.write(
                "add a job",
                transaction -> transaction
                        .list(JobTable::read, ADD, kind, parameters, requestedBy, moment, moment)
                        .get(0));
    }

    @Override
    public Added addUnlessSame(
            String kind, @Nullable String parameters, String requestedBy, Instant now, Predicate<Job> isSame) {
        long moment = now.toEpochMilli();
        return writer.write("add a job", transaction -> {
            transaction.execute(TAKE_TURN);
            for (Job open : transaction.list(JobTable::read, OPEN, kind)) {
                if (isSame.test(open)) {
                    return new Added(open, false);
                }
            }
            return new Added(
                    transaction
                            .list(JobTable::read, ADD, kind, parameters, requestedBy, moment, moment)
                            .get(0),
                    true);
        });
    }

    @Override
    public Optional<Job> find(long id) {
        return reads.read(
                "find job " + id,
                handle -> handle.createQuery(FIND)
                        .bind("id", id)
                        .map(new JobTable())
                        .findFirst());
    }

    @Override
    public List<Job> newestFirst(long beforeId, int limit) {
        return reads.read(
                "list the jobs",
                handle -> handle.createQuery(NEWEST_FIRST)
                        .bind("before", beforeId)
                        .bind("limit", limit)
                        .map(new JobTable())
                        .list());
    }

    @Override
    public Optional<Job> unfinished(String kind) {
        return reads.read(
                "look for a job of kind " + kind,
                handle -> handle.createQuery(UNFINISHED)
                        .bind("kind", kind)
                        .map(new JobTable())
                        .findFirst());
    }

    @Override
    public List<Job> allUnfinished(String kind) {
        return reads.read(
                "look for all jobs of kind " + kind,
                handle -> handle.createQuery(ALL_UNFINISHED)
                        .bind("kind", kind)
                        .map(new JobTable())
                        .list());
    }

    @Override
    public void start(long id, Instant now) {
        long moment = now.toEpochMilli();
        writer.write("start job " + id, transaction -> transaction.execute(START, moment, moment, id));
    }

    @Override
    public Optional<Job> progress(
            long id, String checkpoint, long done, @Nullable Long total, @Nullable String waitsFor, Instant now) {
        writer.write(
                "note the progress of job " + id,
                transaction ->
                        transaction.execute(PROGRESS, checkpoint, done, total, waitsFor, now.toEpochMilli(), id));
        return find(id);
    }

    @Override
    public void finish(long id, JobState state, String result, Instant now) {
        long moment = now.toEpochMilli();
        writer.write(
                "finish job " + id,
                transaction -> transaction.execute(FINISH, state.text(), result, moment, moment, id));
    }

    @Override
    public Optional<Job> cancel(long id, Instant now) {
        long moment = now.toEpochMilli();
        writer.write(
                "cancel job " + id,
                transaction -> transaction.execute(CANCEL_WAITING, moment, moment, id)
                        + transaction.execute(CANCEL_RUNNING, moment, id));
        return find(id);
    }

    @Override
    public Optional<Job> resume(long id, Instant now) {
        writer.write("resume job " + id, transaction -> transaction.execute(RESUME, now.toEpochMilli(), id));
        return find(id);
    }

    @Override
    public void deleteFinishedBefore(Instant moment) {
        writer.write("forget old jobs", transaction -> transaction.execute(DELETE, moment.toEpochMilli()));
    }
}
