package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.toMap;

import dev.ringback.model.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of all resources together. */
public final class Mirror {
    private static final List<Table<?>> TABLES = Stream.<Table<?>>of(
                    MessageTable.TABLE,
                    MediaTable.TABLE,
                    CallTable.TABLE,
                    RecordingTable.TABLE,
                    TranscriptionTable.TABLE,
                    ConferenceTable.TABLE,
                    ParticipantTable.TABLE,
                    AlertTable.TABLE)
            .sorted(Comparator.comparing(Table::name))
            .toList();

    private static final Map<Class<?>, Table<?>> BY_KIND =
            TABLES.stream().collect(toMap(Table::kind, Function.identity()));

    private Mirror() {}

    /** All kinds of resources that are kept, in an order that is always the same. */
    public static List<Class<? extends Resource>> kinds() {
        return TABLES.stream().<Class<? extends Resource>>map(Table::kind).toList();
    }

    /** All tables, in an order that is always the same. */
    @SuppressWarnings("unchecked") // whoever hands a resource to one of them has it from tableOf
    public static List<Table<Resource>> tables() {
        return (List<Table<Resource>>) (List<?>) TABLES;
    }

    /** Returns the table where a resource belongs. */
    @SuppressWarnings("unchecked") // as above
    public static Table<Resource> tableOf(Resource resource) {
        return (Table<Resource>) tableOf(resource.getClass());
    }

    /** Returns the table of a kind of resource. */
    @SuppressWarnings("unchecked") // each table stands under its own kind
    static <R extends Resource> Table<R> tableOf(Class<R> kind) {
        Table<?> table = BY_KIND.get(kind);
        if (table == null) {
            throw new IllegalArgumentException("no table for " + kind.getName());
        }
        return (Table<R>) table;
    }
}
