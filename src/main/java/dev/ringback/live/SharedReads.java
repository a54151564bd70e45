package dev.ringback.live;

import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads resources of the mirror, each once, for all who look at the same moment. Used by one thread, for that moment alone. */
final class SharedReads {
    private final ResourceStore resources;
    private final Map<Sought, Optional<Resource>> found = new HashMap<>();

    SharedReads(ResourceStore resources) {
        this.resources = resources;
    }

    private record Sought(List<String> accountSids, String sid) {}

    /** Finds a resource in one of the accounts. */
    Optional<Resource> find(List<String> accountSids, String sid) {
        return accountSids.size() == 1
                ? find(accountSids.get(0), sid)
                : found.computeIfAbsent(
                        new Sought(accountSids, sid),
                        sought -> resources.find(sought.accountSids(), sid).map(resource -> resource));
    }

    Optional<Resource> find(String accountSid, String sid) {
        return found.computeIfAbsent(
                new Sought(List.of(accountSid), sid),
                sought -> resources.find(accountSid, sid).map(resource -> resource));
    }
}
