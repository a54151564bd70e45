package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sqlite.SqliteExpiryQueries.Latest;
import dev.ringback.storage.jdbi.sqlite.SqliteExpiryQueries.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is too old, by walking the log from its oldest event. An index by time would spare the walk, but every callback would pay for
 * it. Only reads, so the writer waits for none of this, and finds the pages it needs in memory afterwards. Used once.
 */
final class SqliteExpiryWalk {
    /** After so many young events in a row the rest is taken to be young: clocks step, but the log is nearly in their order. */
    private static final int YOUNG_IN_A_ROW = 10_000;
    /** So that a step ends soon also where it finds nothing to delete. */
    private static final int LOOKED_AT = 20_000;

    private static final int PAGE = 500;

    private final SqliteExpiryQueries queries;
    private final long before;
    private final int budget;
    private final Set<Resource> decided = new HashSet<>();
    private final Set<Resource> staying = new HashSet<>();
    private final List<SqliteExpired.Event> alone = new ArrayList<>();
    private final List<SqliteExpired.History> histories = new ArrayList<>();
    private SqliteExpired.@Nullable History tooLong;
    private int weight;
    private int youngInARow;

    SqliteExpiryWalk(SqliteExpiryQueries queries, Instant before, int budget) {
        this.queries = queries;
        this.before = before.toEpochMilli();
        this.budget = budget;
    }

    private record Resource(String accountSid, String sid) {}

    /**
     * Goes on after that event until the budget is used up, or there is nothing more to look at. Before the first event comes what does not age by
     * its arrival, the oldest first.
     *
     * @param id of the event; less than 0 for so many that do not age by their arrival and have to stay
     */
    SqliteExpired after(long id) {
        return id > 0 ? walk(id) : aged(-id);
    }

    /** @param keptBefore so many were seen that stay: they stand before all others in the order of the query */
    private SqliteExpired aged(long keptBefore) {
        long kept = keptBefore;
        for (int lookedAt = 0; lookedAt < LOOKED_AT; lookedAt += PAGE) {
            List<Seen> page = queries.aged(before, kept, PAGE);
            for (Seen seen : page) {
                if (!take(seen)) {
                    return found(-kept, false);
                }
                if (staying.contains(new Resource(seen.accountSid(), seen.sid()))) {
                    kept++;
                }
            }
            if (weight > 0) {
                return found(-kept, false);
            }
            if (page.size() < PAGE) {
                return walk(0);
            }
        }
        return found(-kept, false);
    }

    private SqliteExpired walk(long id) {
        long after = id;
        for (int lookedAt = 0; lookedAt < LOOKED_AT; lookedAt += PAGE) {
            List<Seen> page = queries.walk(after, PAGE);
            for (Seen seen : page) {
                if (!take(seen)) {
                    return found(after, false);
                }
                after = seen.id();
            }
            if (page.size() < PAGE || youngInARow >= YOUNG_IN_A_ROW) {
                return found(after, true);
            }
        }
        return found(after, false);
    }

    private SqliteExpired found(long after, boolean finished) {
        return new SqliteExpired(alone, histories, tooLong, after, finished);
    }

    /** False when this step has no room for it. */
    private boolean take(Seen seen) {
        if (seen.since() >= before) {
            youngInARow++;
            return true;
        }
        youngInARow = 0;
        if (weight >= budget) {
            return false;
        }
        Resource resource = new Resource(seen.accountSid(), seen.sid());
        if (decided.contains(resource)) {
            return true;
        }
        List<MirrorTable> tables = seen.sid().isEmpty() ? List.of() : queries.presence(seen.accountSid(), seen.sid());
        if (!tables.isEmpty()) {
            return takeHistory(resource, tables);
        }
        if (seen.lastSince() < before) {
            SqliteExpired.Events event = queries.one(seen.id());
            alone.addAll(event.list());
            weight += event.weight();
        }
        return true;
    }

    private boolean takeHistory(Resource resource, List<MirrorTable> tables) {
        String accountSid = resource.accountSid();
        String sid = resource.sid();
        Latest latest = queries.latest(accountSid, sid);
        if (latest.since() < before) {
            SqliteExpired.Events events = queries.history(accountSid, sid, budget - weight);
            SqliteExpired.History history = new SqliteExpired.History(accountSid, sid, tables, latest.id(), events);
            if (!events.complete()) {
                tooLong = weight == 0 ? history : null;
                return false;
            }
            histories.add(history);
            weight += events.weight();
        } else {
            staying.add(resource);
        }
        decided.add(resource);
        return true;
    }
}
