package dev.ringback.simulate.api.resource;

import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds, lists and deletes recordings, wherever they are asked for. Of a deleted one the metadata is kept for 40 days, and shown only to who
 * asks with {@code IncludeSoftDeleted=true}.
 */
final class RecordingSearch {
    private static final Duration KEPT = Duration.ofDays(40);

    private final World world;
    private final Shelf<Recording> recordings;
    private final Finder finder;
    private final Lists lists;

    RecordingSearch(World world) {
        this.world = world;
        this.recordings = world.shelves().recordings();
        this.finder = new Finder(world);
        this.lists = new Lists(world);
    }

    /** Returns the recording of a path, which may name its call or conference too. */
    Held<Recording> find(ApiRequest request) {
        Held<Recording> held = finder.find(request, recordings, "Sid");
        if (!isBelow(request, held.resource()) || !isShown(request, held)) {
            throw request.notFound();
        }
        return held;
    }

    Answer list(ApiRequest request, ResourceView<Held<Recording>> view) {
        FilterParameters filters = new FilterParameters(request.query());
        TimeRange created = filters.times("DateCreated");
        String callSid = filters.text("CallSid");
        String conferenceSid = filters.text("ConferenceSid");
        return lists.list(request, recordings, view, held -> {
            Recording recording = held.resource();
            return isBelow(request, recording)
                    && isShown(request, held)
                    && equal(callSid, recording.callSid())
                    && equal(conferenceSid, recording.conferenceSid())
                    && Ranges.contains(created, recording.dateCreated());
        });
    }

    /** Only what has ended can be deleted; that the refusal is a 409 with code 20009 nobody has confirmed. */
    Answer delete(ApiRequest request) {
        Held<Recording> held = find(request);
        String status = held.status();
        if (status.equals("deleted")) {
            throw request.notFound();
        }
        if (!status.equals("completed") && !status.equals("absent")) {
            throw ApiError.of(409, 20009, "Cannot delete this resource before it is complete");
        }
        String sid = held.resource().sid();
        if (!world.deletions().delete(sid, () -> markDeleted(sid))) {
            throw request.notFound();
        }
        return Answer.empty(204);
    }

    /** Returns false when somebody else was quicker. */
    private boolean markDeleted(String sid) {
        Instant now = world.now();
        AtomicBoolean marked = new AtomicBoolean();
        recordings.update(sid, held -> {
            marked.set(!held.status().equals("deleted"));
            return marked.get()
                    ? held.with(RecordingBuilder.builder(held.resource())
                            .progress(World.status("deleted"))
                            .dateUpdated(now)
                            .build())
                    : held;
        });
        return marked.get();
    }

    private boolean isShown(ApiRequest request, Held<Recording> held) {
        if (!held.status().equals("deleted")) {
            return true;
        }
        return "true".equalsIgnoreCase(request.query().text("IncludeSoftDeleted"))
                && held.resource().dateUpdated().isAfter(world.now().minus(KEPT));
    }

    private static boolean isBelow(ApiRequest request, Recording recording) {
        return equal(request.variables().get("CallSid"), recording.callSid())
                && equal(request.variables().get("ConferenceSid"), recording.conferenceSid());
    }

    private static boolean equal(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
