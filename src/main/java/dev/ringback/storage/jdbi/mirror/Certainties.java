package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Certainty;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sql.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Keeps how sure the values of a row are: {@value #BITS} bits for each of some columns, together in the column {@value #COLUMN}. A column's
 * place in it is that in which it was added, so new ones go to the end. A value that is not known has 0.
 */
final class Certainties<R extends Resource> {
    static final String COLUMN = "certainty";
    private static final int BITS = 2;
    private static final int MASK = (1 << BITS) - 1;

    private final List<Place<R>> places = new ArrayList<>();

    /** How sure a resource is of a value that it has. */
    @FunctionalInterface
    interface Of<R> {
        Certainty of(R row);
    }

    private record Place<R>(Column<R> column, Of<R> certainty) {}

    /**
     * Adds a column.
     *
     * @return its place
     */
    int add(Column<R> column, Of<R> certainty) {
        if ((places.size() + 1) * BITS >= Long.SIZE) {
            throw new IllegalStateException("no room for the certainty of " + column.name());
        }
        places.add(new Place<>(column, certainty));
        return places.size() - 1;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Packs the certainties of all columns of a resource. */
    long of(R resource) {
        long packed = 0;
        for (int i = 0; i < places.size(); i++) {
            Place<R> place = places.get(i);
            Object value = place.column().of(resource);
            if (value != null) {
                packed |= (long) certainty(place, value, resource).rank() << (i * BITS);
            }
        }
        return packed;
    }

    /** A value that says of itself that it is unknown is the least sure there is. */
    private static <R> Certainty certainty(Place<R> place, Object value, R resource) {
        boolean unknown = value instanceof String text && text.equalsIgnoreCase("unknown");
        return unknown ? Certainty.GUESSED : place.certainty().of(resource);
    }

    /** The certainty at a place of a packed column, as SQL. */
    static String at(int place, String packed) {
        return "((%s >> %d) & %d)".formatted(packed, place * BITS, MASK);
    }

    /**
     * The certainties of a merged row, as SQL: of each column that of the value that stays.
     *
     * @param comes whether a column is among those that come; the others stay as they are
     */
    String merged(
            Predicate<String> comes,
            Replacement replaces,
            UnaryOperator<String> coming,
            UnaryOperator<String> present) {
        List<String> parts = new ArrayList<>();
        long staying = 0;
        for (int i = 0; i < places.size(); i++) {
            String name = places.get(i).column().name();
            if (!comes.test(name)) {
                staying |= (long) MASK << (i * BITS);
                continue;
            }
            parts.add("(CASE WHEN %s IS NOT NULL AND (%s) THEN %s ELSE %s END << %d)"
                    .formatted(
                            coming.apply(name),
                            replaces.sql(name, coming),
                            at(i, coming.apply(COLUMN)),
                            at(i, present.apply(COLUMN)),
                            i * BITS));
        }
        if (staying != 0) {
            parts.add("(%s & %d)".formatted(present.apply(COLUMN), staying));
        }
        return parts.stream().collect(joining("\n+ "));
    }

    /** Whether the value that comes for a column replaces the one that is there, as SQL. */
    @FunctionalInterface
    interface Replacement {
        String sql(String name, UnaryOperator<String> coming);
    }
}
