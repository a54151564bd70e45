package dev.ringback.live;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A real mirror that counts how often it is looked into, and fails when the test says so. */
final class CountedResources implements ResourceStore {
    private final ResourceStore resources;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    CountedResources(ResourceStore resources) {
        this.resources = resources;
    }

    int reads() {
        return reads.get();
    }

    /** Lets the next look fail. */
    void failOnce(RuntimeException with) {
        failure.set(with);
    }

    boolean hasFailed() {
        return failure.get() == null;
    }

    @Override
    public Optional<? extends Resource> find(String accountSid, String sid) {
        count();
        return resources.find(accountSid, sid);
    }

    @Override
    public Optional<? extends Resource> find(Collection<String> accountSids, String sid) {
        count();
        return resources.find(accountSids, sid);
    }

    private void count() {
        reads.incrementAndGet();
        RuntimeException now = failure.getAndSet(null);
        if (now != null) {
            throw now;
        }
    }

    @Override
    public <R extends Resource> Optional<R> find(Class<R> kind, String accountSid, String sid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends Resource> Optional<R> findAny(String accountSid, ResourceFilter<R> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends Resource> int countUpTo(String accountSid, ResourceFilter<R> filter, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends Resource> Page<R> list(String accountSid, ResourceFilter<R> filter, PageRequest page) {
        throw new UnsupportedOperationException();
    }
}
