package dev.ringback.dashboard.list;

import java.util.List;

/**
 * Describes a field by which a list is filtered.
 *
 * @param parameter of the query, as the API calls it
 * @param label for people
 * @param values that there are; empty where any text may be given
 */
record FilterField(String parameter, String label, List<String> values) {
    FilterField {
        values = List.copyOf(values);
    }

    static FilterField text(String parameter, String label) {
        return new FilterField(parameter, label, List.of());
    }

    static FilterField oneOf(String parameter, String label, List<String> values) {
        return new FilterField(parameter, label, values);
    }
}
