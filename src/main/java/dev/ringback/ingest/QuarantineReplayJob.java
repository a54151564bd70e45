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
        Point point = Point.of(job.checkpoint());
        Point[] last = {point};
        replay.get().run(AccountScope.all(), point.lastId(), (lastId, page) -> {
            last[0] = new Point(lastId, last[0].replayed().plus(page));
            progress.at(last[0].text(), last[0].requests(), null);
        });
        Replayed total = last[0].replayed();
        return "%d taken in, %d already known, %d still refused"
                .formatted(total.takenIn(), total.alreadyKnown(), total.stillRefused());
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
