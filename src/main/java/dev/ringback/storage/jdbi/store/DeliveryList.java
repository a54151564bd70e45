package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.DeliveryStore.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query of a list of deliveries, newest first. What is filtered by is a range of one value and stands in the order: so nothing but the
 * index for that filter fits. With an equality a planner might walk all deliveries by their ids, and pass a million before it finds one.
 */
final class DeliveryList {
    private DeliveryList() {}

    /** Its parameters are {@code :before}, {@code :limit}, and the columns that are filtered by. */
    static String sql(Filter filter) {
        List<String> columns = new ArrayList<>();
        if (filter.receiver() != null) {
            columns.add("receiver");
        }
        if (filter.state() != null) {
            columns.add("state");
        }
        String least = columns.isEmpty() ? "" : " AND %s >= %s".formatted(row(columns, ""), row(columns, ":"));
        String order = columns.stream().map(column -> column + " DESC, ").collect(Collectors.joining());
        columns.add("id");
        String below = row(columns, "") + " < " + row(columns, ":").replace(":id", ":before");
        return "SELECT %s FROM delivery WHERE %s%s ORDER BY %sid DESC LIMIT :limit"
                .formatted(DeliveryTable.COLUMNS, below, least, order);
    }

    private static String row(List<String> columns, String mark) {
        return columns.stream().map(column -> mark + column).collect(Collectors.joining(", ", "(", ")"));
    }
}
