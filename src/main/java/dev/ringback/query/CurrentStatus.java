package dev.ringback.query;

import dev.ringback.model.Call;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.CallViews;
import org.jspecify.annotations.Nullable;

/** Finds the status that the API shows for a resource now. */
public final class CurrentStatus {
    private final ResourceStore resources;

    public CurrentStatus(ResourceStore resources) {
        this.resources = resources;
    }

    /** Finds the current status of a SID. Null for what has no status, or is kept as events only. */
    @Nullable
    String of(String accountSid, String sid) {
        return resources
                .find(accountSid, sid)
                .map(CurrentStatus::status)
                .filter(status -> !status.isEmpty())
                .orElse(null);
    }

    private static @Nullable String status(Resource resource) {
        return resource instanceof Call call
                ? CallViews.status(call)
                : resource.progress().status();
    }
}
