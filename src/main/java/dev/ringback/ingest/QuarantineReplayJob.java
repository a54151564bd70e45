package dev.ringback.ingest;

import dev.ringback.ingest.QuarantineReplay.Replayed;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.storage.AccountScope;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Verifies the whole quarantine again, as a job. */
public final class QuarantineReplayJob implements JobKind {
    public static final String NAME = "quarantine-replay";

    private final Supplier<QuarantineReplay> replay;

    /** @param replay is asked at every job for the replay with the settings of then */
    public QuarantineReplayJob(Supplier<QuarantineReplay> replay) {
        this.replay = replay;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its progress counts requests. How many there will be is not known: they are deleted and refused meanwhile. */
    @Override
    public String run(Job job, JobProgress progress) {
        Point from = Point.of(job.checkpoint());
        return replay.get()
                .run(AccountScope.all(), from.lastId(), from.replayed(), (lastId, total) -> {
                    Point point = new Point(lastId, total);
                    progress.at(point.text(), point.requests(), null);
                })
                .text();
    }

    /** A place in the quarantine, and what came of the requests up to it. Its text is four numbers. */
    private record Point(long lastId, Replayed replayed) {
        static Point of(@Nullable String text) {
            if (text == null) {
                return new Point(0, new Replayed(0, 0, 0));
            }
            long[] numbers =
                    Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Point(numbers[0], new Replayed((int) numbers[1], (int) numbers[2], (int) numbers[3]));
        }

        String text() {
            return "%d %d %d %d"
                    .formatted(lastId, replayed.takenIn(), replayed.alreadyKnown(), replayed.stillRefused());
        }

        long requests() {
            return (long) replayed.takenIn() + replayed.alreadyKnown() + replayed.stillRefused();
        }
    }
}
