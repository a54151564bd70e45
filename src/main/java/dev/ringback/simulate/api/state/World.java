package dev.ringback.simulate.api.state;

import dev.ringback.model.Accounts;
import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.simulate.traffic.CallbackUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all families of resources share.
 *
 * @param statusCallback where callbacks go of what names no URL of its own; null for nowhere
 */
public record World(
        Accounts accounts,
        @Nullable CallbackUrl statusCallback,
        Shelves shelves,
        Contents contents,
        Deletions deletions,
        Timeline timeline,
        Conditions conditions,
        Callbacks callbacks,
        Chance chance) {

    /** Returns the present moment of the stand-in. */
    public Instant now() {
        return timeline.now();
    }

    /** Says that a resource has this status. */
    public static Progress status(String status) {
        return new Progress(0, status, EventSource.CALLBACK);
    }

    /** Returns where callbacks go of what names no URL. */
    public Optional<CallbackTarget> defaultCallback() {
        return Optional.ofNullable(statusCallback).map(url -> new CallbackTarget(url, "POST", Set.of()));
    }

    /** Whether lists have a resource already. */
    public boolean isListed(Resource resource) {
        return !resource.dateCreated().isAfter(now().minus(conditions.listLag()));
    }

    /** Whether a fetch finds a resource already. */
    public boolean isVisible(Resource resource) {
        return !resource.dateCreated().isAfter(now().minus(conditions.invisibleAfterCreate()));
    }
}
