package dev.ringback.simulate.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remembers every request that came, in the order they came, also those that were refused or cut. Safe for use by many threads. */
public final class Requests {
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final Map<String, Integer> highest = new HashMap<>();

    synchronized RecordedRequest came(IncomingRequest request) {
        RecordedRequest recorded = new RecordedRequest(request);
        requests.add(recorded);
        return recorded;
    }

    synchronized void concurrent(String accountSid, int count) {
        highest.merge(accountSid, count, Math::max);
    }

    /** Returns all of them. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    /** Returns those that fit. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** Counts those of a method whose path has this part. */
    public int count(String method, String partOfPath) {
        return matching(request -> request.is(method, partOfPath)).size();
    }

    /** Returns the POSTs, with what they said. */
    public List<RecordedRequest> posts() {
        return matching(request -> request.method().equals("POST"));
    }

    /**
     * Returns the marks of POSTs that came more than once, with how often; empty when none did.
     *
     * @param mark what tells POSTs apart, such as a word in the body that the test has chosen; null for a POST that does not count
     */
    public Map<String, Long> repeatedPosts(Function<RecordedRequest, @Nullable String> mark) {
        Map<String, Long> counts = new HashMap<>();
        for (RecordedRequest post : posts()) {
            String marked = mark.apply(post);
            if (marked != null) {
                counts.merge(marked, 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Counts those that were answered with a status, such as 429. */
    public int answeredWith(int status) {
        return matching(request -> request.status() == status).size();
    }

    /** Returns how many requests of an account were under way at once at most, those that got a 429 for it included. */
    public synchronized int highestConcurrency(String accountSid) {
        return highest.getOrDefault(accountSid, 0);
    }

    /** Forgets all that came until now. */
    public synchronized void clear() {
        requests.clear();
        highest.clear();
    }
}
