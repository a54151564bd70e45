package dev.ringback.upkeep;

import dev.ringback.storage.CarriedStore;
import dev.ringback.storage.CarriedStore.CarriedRow;
import java.util.List;

/**
 * Copies what does not follow from the log. Interrupted, it begins anew: unlike the log, these rows change and go when the database that is
 * copied was served in between.
 */
final class CarriedCopy {
    private final CarriedStore from;
    private final CarriedStore to;

    CarriedCopy(CarriedStore from, CarriedStore to) {
        this.from = from;
        this.to = to;
    }

    void run() {
        to.clear();
        from.tables().forEach(this::copy);
        to.complete(from.lastIds());
    }

    private void copy(String table) {
        List<CarriedRow> rows = from.read(table, null);
        while (!rows.isEmpty()) {
            to.put(table, rows);
            rows = from.read(table, rows.get(rows.size() - 1));
        }
    }
}
