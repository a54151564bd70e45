package dev.ringback.storage.jdbi.mirror;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A piece of SQL with the values of its parameters, in their order.
 *
 * @param sql has a {@code ?} for each value
 */
record Clause(String sql, List<Object> values) {
    static Clause of(String sql, Object... values) {
        return new Clause(sql, List.of(values));
    }

    /** Tests whether a column has one of some values. */
    static Clause in(String column, List<?> values) {
        String parameters = String.join(", ", Collections.nCopies(values.size(), "?"));
        return new Clause(column + " IN (" + parameters + ")", List.copyOf(values));
    }

    /** This one with more SQL behind it. */
    Clause with(String more, Object... moreValues) {
        return with(of(more, moreValues));
    }

    /** This one with another behind it. */
    Clause with(Clause other) {
        List<Object> all = new ArrayList<>(values.size() + other.values.size());
        all.addAll(values);
        all.addAll(other.values);
        return new Clause(sql + other.sql, all);
    }

    /** Returns one with all of these after each other. */
    static Clause join(String separator, List<Clause> clauses) {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (Clause clause : clauses) {
            if (!sql.isEmpty()) {
                sql.append(separator);
            }
            sql.append(clause.sql);
            values.addAll(clause.values);
        }
        return new Clause(sql.toString(), values);
    }
}
