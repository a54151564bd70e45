package dev.ringback.live;

import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads resources of the mirror, each once, for all who look at the same moment. Used by one thread, for that moment alone. */
final class SharedReads {
    private final ResourceStore resources;
    private final Map<String, Optional<Resource>> found = new HashMap<>();

    SharedReads(ResourceStore resources) {
        this.resources = resources;
    }

    /** Finds a resource in the first of the accounts that has it. */
    Optional<Resource> find(Collection<String> accountSids, String sid) {
        return accountSids.stream()
                .map(accountSid -> find(accountSid, sid))
                .flatMap(Optional::stream)
                .findFirst();
    }

    Optional<Resource> find(String accountSid, String sid) {
        return found.computeIfAbsent(
                accountSid + sid, key -> resources.find(accountSid, sid).map(resource -> resource));
    }
}
