package dev.ringback.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes jobs as JSON. */
public final class JobJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private JobJson() {}

    /** Holds what is shown of a job: all but its checkpoint, which only its kind can read. */
    private record View(
            long id,
            String kind,
            String state,
            long done,
            @Nullable Long total,
            boolean cancelRequested,
            String requestedBy,
            String createdAt,
            @Nullable String startedAt,
            String updatedAt,
            @Nullable String finishedAt,
            @Nullable String result,
            @Nullable String parameters,
            @Nullable String waitsFor) {
        static View of(Job job) {
            return new View(
                    job.id(),
                    job.kind(),
                    job.state().text(),
                    job.done(),
                    job.total(),
                    job.cancelRequested(),
                    job.requestedBy(),
                    date(job.createdAt()),
                    dateOrNull(job.startedAt()),
                    date(job.updatedAt()),
                    dateOrNull(job.finishedAt()),
                    job.result(),
                    job.parameters(),
                    job.waitsFor());
        }

        private static String date(Instant moment) {
            return String.valueOf(EventJson.date(moment));
        }

        private static @Nullable String dateOrNull(@Nullable Instant moment) {
            return moment == null ? null : date(moment);
        }
    }

    private record Page(List<View> jobs, @Nullable String nextPageUri) {}

    static byte[] list(List<Job> jobs, @Nullable String nextPageUri) {
        return write(new Page(jobs.stream().map(View::of).toList(), nextPageUri));
    }

    /** Writes one job. */
    public static byte[] one(Job job) {
        return write(View.of(job));
    }

    private static byte[] write(Object shown) {
        try {
            return JSON.writeValueAsBytes(shown);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
