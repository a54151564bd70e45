package dev.ringback.storage.jdbi.mirror;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps which fields are known to be null: a bit for each of some fields, together in the column {@value #COLUMN}.
 *
 * @param fields in the order of their bits, so new ones go to the end
 */
record KnownNulls(List<String> fields) {
    static final String COLUMN = "known_null";

    KnownNulls {
        if (fields.size() >= Long.SIZE) {
            throw new IllegalArgumentException("no room for " + fields);
        }
    }

    /** Packs the fields; those that have no bit are left out. */
    long packed(Set<String> nulls) {
        long packed = 0;
        for (String name : nulls) {
            int bit = fields.indexOf(name);
            if (bit >= 0) {
                packed |= 1L << bit;
            }
        }
        return packed;
    }

    /** Unpacks the fields; bits of a newer version are left out. */
    Set<String> unpacked(long packed) {
        if (packed == 0) {
            return Set.of();
        }
        Set<String> nulls = new HashSet<>();
        for (int bit = 0; bit < fields.size(); bit++) {
            if ((packed >> bit & 1) == 1) {
                nulls.add(fields.get(bit));
            }
        }
        return nulls;
    }
}
