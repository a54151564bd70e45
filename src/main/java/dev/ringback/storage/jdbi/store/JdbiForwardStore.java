package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.toMap;

import dev.ringback.model.Delivery;
import dev.ringback.storage.ForwardStore;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Tables {@code forward_mark} and {@code alert_group}. */
final class JdbiForwardStore implements ForwardStore {
    private static final String MARK = "SELECT event_id FROM forward_mark";
    private static final String SYSTEM_MARK = "SELECT coalesce(max(system_event_id), 0) FROM forward_mark";
    private static final String SET_SYSTEM_MARK = "UPDATE forward_mark SET system_event_id = ?";
    private static final String GROUPS = "SELECT group_key, content FROM alert_group";

    private static final String TOLD = """
            SELECT count(*) FROM delivery
            WHERE kind = :kind AND delivery_key = :key AND created_at >= :since AND receiver = :receiver AND state <> :dead""";

    private static final String SET_MARK = """
            INSERT INTO forward_mark (id, event_id) VALUES (1, ?)
            ON CONFLICT (id) DO UPDATE SET event_id = excluded.event_id""";

    private static final String REMEMBER = """
            INSERT INTO alert_group (group_key, content) VALUES (?, ?)
            ON CONFLICT (group_key) DO UPDATE SET content = excluded.content""";

    private static final List<Column<Map.Entry<String, String>>> REMEMBERED =
            List.of(new Column<>("group_key", Map.Entry::getKey), new Column<>("content", Map.Entry::getValue));

    private static final String FORGET = "DELETE FROM alert_group WHERE group_key = ?";
    private static final List<Column<String>> FORGOTTEN = List.of(new Column<>("group_key", key -> key));

    private final Writer writer;
    private final Reads reads;

    JdbiForwardStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public OptionalLong mark() {
        return reads.read(
                "read how far the log is forwarded",
                handle -> handle.createQuery(MARK).mapTo(Long.class).stream()
                        .mapToLong(Long::longValue)
                        .findFirst());
    }

    @Override
    public long systemMark() {
        return reads.read(
                "read how far Ringback's own events are forwarded",
                handle -> handle.createQuery(SYSTEM_MARK).mapTo(Long.class).one());
    }

    @Override
    public Map<String, String> groups() {
        return reads.read(
                "read the groups",
                handle -> handle.createQuery(GROUPS)
                        .map((rows, context) -> {
                            Row row = new Row(rows);
                            return Map.entry(row.text(), row.text());
                        })
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean isTold(String receiver, String key, Instant since) {
        return reads.read(
                "look whether somebody was told",
                handle -> handle.createQuery(TOLD)
                                .bind("kind", Delivery.Kind.NOTICE.value())
                                .bind("key", key)
                                .bind("receiver", receiver)
                                .bind("dead", Delivery.State.DEAD.value())
                                .bind("since", since.toEpochMilli())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    @Override
    public void advance(Step step) {
        // A notice is named by its id to those who get it: it may not go to another.
        boolean named = step.deliveries().stream().anyMatch(delivery -> delivery.kind() != Delivery.Kind.EVENT);
        Writer.Work<Integer> work = transaction -> {
            transaction.execute(SET_MARK, step.mark());
            if (step.systemMark() != null) {
                transaction.execute(SET_SYSTEM_MARK, step.systemMark());
            }
            transaction.executeEach(REMEMBER, REMEMBERED, step.changedGroups().entrySet());
            transaction.executeEach(FORGET, FORGOTTEN, step.endedGroups());
            if (!step.deliveries().isEmpty()) {
                DeliveryQueue.take(transaction).add(step.deliveries());
            }
            return step.deliveries().size();
        };
        String attempted = "forward up to event " + step.mark();
        if (named) {
            writer.write(attempted, work);
        } else {
            writer.writeUnsynced(attempted, work);
        }
    }
}
