package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Page;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Tables {@code delivery}, {@code delivery_attempt} and {@code receiver_failure}. */
final class JdbiDeliveryStore implements DeliveryStore {
    /** Less than a second's work. */
    private static final int REPLAYED_AT_ONCE = 1_000;

    private static final String NOT_UNDER_WAY = """
            delivery_key NOT IN (
              SELECT delivery_key FROM delivery WHERE receiver = :receiver AND id IN (<except>))""";

    /** A range of one receiver, and its order: otherwise another index with this order might be walked, past all that is delivered. */
    private static final String DUE = """
            SELECT %s FROM delivery
            WHERE receiver >= :receiver AND receiver <= :receiver AND head = 1 AND next_attempt_at <= :now AND %s
            ORDER BY receiver, id LIMIT :limit""".formatted(DeliveryTable.COLUMNS, NOT_UNDER_WAY);

    private static final String NEXT_DUE = """
            SELECT next_attempt_at FROM delivery WHERE receiver = :receiver AND head = 1 AND %s
            ORDER BY next_attempt_at LIMIT 1""".formatted(NOT_UNDER_WAY);

    private static final String FIND = "SELECT " + DeliveryTable.COLUMNS + " FROM delivery WHERE id = :id";

    private static final String ATTEMPTS = """
            SELECT delivery_id, at, latency, outcome, reason FROM delivery_attempt
            WHERE delivery_id IN (<ids>) ORDER BY delivery_id, number""";

    private static final String COUNT = "SELECT count(*) FROM delivery WHERE receiver = :receiver AND state = :state";

    private static final String NEWEST =
            "SELECT created_at FROM delivery WHERE kind = :kind AND delivery_key = :key ORDER BY created_at DESC LIMIT 1";

    private static final String OLDEST = """
            SELECT since FROM delivery WHERE receiver = :receiver AND state = :state ORDER BY receiver, state, id LIMIT 1""";

    private final Writer writer;
    private final Reads reads;

    JdbiDeliveryStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public List<Delivery> due(String receiver, Instant now, Collection<Long> except, int limit) {
        return reads.read(
                "find what is to be sent",
                handle -> sendable(handle.createQuery(DUE), receiver, except)
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .map(new DeliveryTable())
                        .list());
    }

    @Override
    public Optional<Instant> nextDue(String receiver, Collection<Long> except) {
        return reads.read(
                "find when something is to be sent",
                handle -> sendable(handle.createQuery(NEXT_DUE), receiver, except)
                        .map((rows, context) -> new Row(rows).time())
                        .findFirst());
    }

    private static Query sendable(Query query, String receiver, Collection<Long> except) {
        // No delivery has this id, and a list in SQL needs something in it.
        List<Long> ids = except.isEmpty() ? List.of(0L) : List.copyOf(except);
        return query.bind("receiver", receiver).bindList("except", ids);
    }

    @Override
    public void record(List<Attempted> attempted) {
        if (!attempted.isEmpty()) {
            writer.writeUnsynced("note " + attempted.size() + " attempts to deliver", transaction -> {
                DeliveryQueue.take(transaction).record(attempted);
                return attempted.size();
            });
        }
    }

    @Override
    public void add(List<NewDelivery> deliveries) {
        if (!deliveries.isEmpty()) {
            writer.write("add " + deliveries.size() + " deliveries", transaction -> {
                DeliveryQueue.take(transaction).add(deliveries);
                return deliveries.size();
            });
        }
    }

    @Override
    public Optional<Delivery> find(long id) {
        return reads.read(
                "find a delivery",
                handle -> handle.createQuery(FIND)
                        .bind("id", id)
                        .map(new DeliveryTable())
                        .findFirst());
    }

    @Override
    public List<Tried> attempts(Collection<Long> deliveryIds) {
        if (deliveryIds.isEmpty()) {
            return List.of();
        }
        return reads.read(
                "read the attempts to deliver",
                handle -> handle.createQuery(ATTEMPTS)
                        .bindList("ids", List.copyOf(deliveryIds))
                        .map((rows, context) -> {
                            Row row = new Row(rows);
                            return new Tried(
                                    row.number(),
                                    new DeliveryAttempt(
                                            row.time(),
                                            Duration.ofMillis(row.number()),
                                            row.constant(DeliveryAttempt.Outcome.class),
                                            row.text()));
                        })
                        .list());
    }

    @Override
    public Page<Delivery> newestFirst(Filter filter, long beforeId, int size) {
        return reads.read("list deliveries", handle -> {
            Query query = handle.createQuery(DeliveryList.sql(filter))
                    .bind("before", beforeId)
                    .bind("limit", size + 1);
            if (filter.receiver() != null) {
                query.bind("receiver", filter.receiver());
            }
            if (filter.state() != null) {
                query.bind("state", filter.state().value());
            }
            List<Delivery> found = query.map(new DeliveryTable()).list();
            return new Page<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
        });
    }

    @Override
    public long count(String receiver, Delivery.State state) {
        return reads.read(
                "count deliveries",
                handle -> handle.createQuery(COUNT)
                        .bind("receiver", receiver)
                        .bind("state", state.value())
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public boolean replay(long id, Instant now) {
        return writer.write(
                "make a delivery pending again",
                transaction -> DeliveryQueue.take(transaction).wake(id, now.toEpochMilli()));
    }

    /** In steps, for each of which others wait a moment only; one that dies again meanwhile is not taken twice. */
    @Override
    public int replayDead(String receiver, Instant from, Instant to, Instant now) {
        int replayed = 0;
        long last = 0;
        List<Long> woken;
        do {
            long after = last;
            woken = writer.write(
                    "make dead deliveries pending again",
                    transaction -> DeliveryQueue.take(transaction)
                            .wakeDead(
                                    receiver,
                                    from.toEpochMilli(),
                                    to.toEpochMilli(),
                                    now.toEpochMilli(),
                                    after,
                                    REPLAYED_AT_ONCE));
            replayed += woken.size();
            last = woken.stream().mapToLong(Long::longValue).max().orElse(last);
        } while (woken.size() == REPLAYED_AT_ONCE);
        return replayed;
    }

    @Override
    public Optional<Instant> newest(Delivery.Kind kind, String key) {
        return reads.read(
                "find the newest delivery of a key",
                handle -> handle.createQuery(NEWEST)
                        .bind("kind", kind.value())
                        .bind("key", key)
                        .map((rows, context) -> new Row(rows).time())
                        .findFirst());
    }

    @Override
    public List<ReceiverFailure> failures() {
        return reads.read(
                "read which receivers fail",
                handle -> handle.createQuery(FailureTable.SELECT)
                        .map(new FailureTable())
                        .list());
    }

    @Override
    public void note(ReceiverFailure failure, List<NewDelivery> words) {
        writer.write("note that a receiver fails or works", transaction -> {
            FailureTable.put(transaction, failure);
            if (!words.isEmpty()) {
                DeliveryQueue.take(transaction).add(words);
            }
            return words.size();
        });
    }

    @Override
    public Optional<Backlog> backlog(String receiver) {
        return reads.read(
                "look what waits for a receiver",
                handle -> handle.createQuery(OLDEST)
                        .bind("receiver", receiver)
                        .bind("state", Delivery.State.PENDING.value())
                        .map((rows, context) -> new Row(rows).time())
                        .findFirst()
                        .map(oldest -> new Backlog(
                                handle.createQuery(COUNT)
                                        .bind("receiver", receiver)
                                        .bind("state", Delivery.State.PENDING.value())
                                        .mapTo(Long.class)
                                        .one(),
                                oldest)));
    }

    @Override
    public int deleteOld(Instant before, int most) {
        return writer.write(
                "delete old deliveries",
                transaction -> DeliveryQueue.take(transaction).deleteOld(before.toEpochMilli(), most));
    }
}
