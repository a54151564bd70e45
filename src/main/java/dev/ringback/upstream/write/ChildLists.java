package dev.ringback.upstream.write;

import dev.ringback.model.JournaledWrite;
import dev.ringback.model.WriteDraft;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.list.ListQuery.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Twilio by lists for what writes have made whose outcome is unknown: once when its lists have caught up, and once more before such a write is
 * given up. One list serves all writes of an account that were made about the same time. What a list shows is stored in the mirror. Used by one
 * thread, which does not wait.
 */
final class ChildLists {
    private static final Logger log = LoggerFactory.getLogger(ChildLists.class);

    /** Twilio's lists lag 10 to 15 minutes at times (twilio-node issue 647). */
    private static final Duration LAG = Duration.ofMinutes(20);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    /** A message may wait ten hours before it is sent, by which lists compare. */
    private static final Duration SENT_LATER = Duration.ofHours(11);

    /** Writes that are less apart are looked for in one list. */
    private static final Duration APART = Duration.ofMinutes(30);

    /** Of so many recipients the lists cost less than one of all that was made meanwhile. */
    private static final int FEW = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(1);

    private final ListReads lists;
    private final Duration givenUpAfter;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Map<Long, Instant> asked = new ConcurrentHashMap<>();
    private final Map<String, Instant> failedAt = new ConcurrentHashMap<>();

    /** @param givenUpAfter how long after it was sent a write is given up */
    ChildLists(ListReads lists, Duration givenUpAfter) {
        this.lists = lists;
        this.givenUpAfter = givenUpAfter;
    }

    /** Names a list that may show what a write has made. */
    private record Sought(String accountSid, ResourceKind kind, Filter filter) {
        static @Nullable Sought of(WriteDraft write) {
            String name = write.accountSid();
            return switch (WriteKind.valueOf(write.kind())) {
                case MESSAGE_CREATE -> to(name, ResourceKind.MESSAGE, write);
                case CALL_CREATE, PARTICIPANT_CREATE -> to(name, ResourceKind.CALL, write);
                case CALL_RECORDING_CREATE -> {
                    Matcher call = ChildSearch.CALL.matcher(write.path());
                    yield call.find()
                            ? new Sought(name, ResourceKind.RECORDING, new Filter("CallSid", call.group(1)))
                            : null;
                }
                default -> null;
            };
        }

        private static @Nullable Sought to(String accountSid, ResourceKind kind, WriteDraft write) {
            String to = ChildSearch.form(write).text("To");
            return to == null ? null : new Sought(accountSid, kind, new Filter("To", to));
        }

        /** Tells whether Twilio shows the value as the write has it: a number may be written in several ways. */
        boolean isExact() {
            return Party.isExact(filter.value());
        }
    }

    private record SoughtWrite(JournaledWrite write, Sought sought) {
        Instant requestedAt() {
            return write.write().requestedAt();
        }
    }

    /**
     * Begins to read the lists that are due.
     *
     * @param unknown all writes whose outcome is unknown
     */
    void ask(List<JournaledWrite> unknown, Instant now) {
        forgetOthers(unknown);
        Map<String, List<SoughtWrite>> due = new LinkedHashMap<>();
        for (JournaledWrite write : unknown) {
            Sought sought = Sought.of(write.write());
            if (sought != null && isDue(write, now)) {
                due.computeIfAbsent(sought.accountSid() + '/' + sought.kind(), key -> new ArrayList<>())
                        .add(new SoughtWrite(write, sought));
            }
        }
        due.forEach((key, writes) -> {
            Instant failed = failedAt.get(key);
            boolean rests = failed != null && failed.plus(BETWEEN_ATTEMPTS).isAfter(now);
            boolean isAsking = writes.stream()
                    .anyMatch(one -> underWay.contains(one.write().id()));
            if (!rests && !isAsking) {
                writes.sort(Comparator.comparing(SoughtWrite::requestedAt));
                clusters(writes).forEach(cluster -> ask(key, cluster, now));
            }
        });
    }

    /**
     * Tells whether a write may be given up: Twilio was asked late enough, and what it has shown is in the mirror; or it has no list that could show
     * anything, as of what a call is told to do.
     */
    boolean isAskedInTheEnd(JournaledWrite write) {
        Instant last = asked.get(write.id());
        return Sought.of(write.write()) == null
                || (last != null && !last.isBefore(write.write().requestedAt().plus(givenUpAfter)));
    }

    private void forgetOthers(List<JournaledWrite> unknown) {
        Set<Long> ids = new HashSet<>();
        unknown.forEach(write -> ids.add(write.id()));
        asked.keySet().retainAll(ids);
    }

    private boolean isDue(JournaledWrite write, Instant now) {
        Instant requestedAt = write.write().requestedAt();
        Instant end = requestedAt.plus(givenUpAfter);
        Instant since = now.isBefore(end) ? requestedAt.plus(LAG) : end;
        Instant last = asked.get(write.id());
        return !now.isBefore(since) && (last == null || last.isBefore(since));
    }

    private static List<List<SoughtWrite>> clusters(List<SoughtWrite> sorted) {
        List<List<SoughtWrite>> clusters = new ArrayList<>();
        Instant last = null;
        for (SoughtWrite one : sorted) {
            if (last == null || Duration.between(last, one.requestedAt()).compareTo(APART) > 0) {
                clusters.add(new ArrayList<>());
            }
            clusters.get(clusters.size() - 1).add(one);
            last = one.requestedAt();
        }
        return clusters;
    }

    private void ask(String key, List<SoughtWrite> writes, Instant now) {
        Sought first = writes.get(0).sought();
        Instant from = writes.get(0).requestedAt().minus(CLOCKS_DIFFER);
        Instant last = writes.get(writes.size() - 1).requestedAt();
        List<Filter> filters =
                writes.stream().map(one -> one.sought().filter()).distinct().toList();
        boolean isFew = filters.size() <= FEW
                && writes.stream().allMatch(one -> one.sought().isExact());
        List<ListQuery> queries = isFew
                ? filters.stream()
                        .map(filter -> ListQuery.having(first.accountSid(), first.kind(), filter))
                        .toList()
                : List.of(
                        ListQuery.between(first.accountSid(), first.kind(), from, earlier(now, last.plus(SENT_LATER))));
        List<Long> ids = writes.stream().map(one -> one.write().id()).toList();
        underWay.addAll(ids);
        CompletableFuture<?>[] reads =
                queries.stream().map(query -> read(query, from)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(reads).handle((done, failure) -> {
            if (failure == null) {
                ids.forEach(id -> asked.put(id, now));
                failedAt.remove(key);
            } else if (failedAt.put(key, now) == null) {
                Throwable cause = failure.getCause();
                log.warn(
                        "Twilio cannot be asked what {} unknown writes have made, and is asked again every minute: {}",
                        ids.size(),
                        cause == null ? failure.getMessage() : cause.getMessage());
            }
            ids.forEach(underWay::remove);
            return null;
        });
    }

    /** An account that is no longer in the settings cannot be asked for. */
    private CompletableFuture<Void> read(ListQuery query, Instant since) {
        try {
            return lists.read(query, since);
        } catch (IllegalArgumentException unaskable) {
            return CompletableFuture.failedFuture(unaskable);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
