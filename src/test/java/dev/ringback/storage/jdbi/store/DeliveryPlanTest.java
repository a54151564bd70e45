package dev.ringback.storage.jdbi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Delivery;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import dev.ringback.storage.jdbi.sqlite.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds deliveries, however many there are: by the index that is there for it, in its order, sorting nothing. */
class DeliveryPlanTest {
    @TempDir
    Path folder;

    static Stream<Arguments> reads() {
        return Stream.of(
                read("delivery_due ", store -> store.due("team", Instant.EPOCH, List.of(1L, 2L), 32)),
                read("delivery_next_due ", store -> store.nextDue("team", List.of(1L))),
                read("delivery_newest_of_receiver ", list("team", null)),
                read("delivery_newest_of_state ", list(null, Delivery.State.DEAD)),
                read("delivery_newest_of_receiver_and_state ", list("team", Delivery.State.DEAD)),
                read("delivery_newest_of_receiver_and_state ", store -> store.count("team", Delivery.State.DEAD)),
                read("delivery_newest_of_key ", store -> store.newest(Delivery.Kind.GIVEN_UP, "k")));
    }

    private static Arguments read(String index, Consumer<DeliveryStore> reading) {
        return Arguments.of(index, reading);
    }

    private static Consumer<DeliveryStore> list(@Nullable String receiver, Delivery.@Nullable State state) {
        return store -> store.newestFirst(new Filter(receiver, state), Long.MAX_VALUE, 50);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void theReadHasItsIndex(String index, Consumer<DeliveryStore> reading) throws SQLException {
        assertThat(plan().of(reads -> reading.accept(store(reads))))
                .contains("INDEX " + index)
                .doesNotContain("TEMP B-TREE", "SCAN");
    }

    @Test
    void aListWithoutAFilterGoesByTheId() throws SQLException {
        assertThat(plan().of(reads -> list(null, null).accept(store(reads))))
                .isEqualTo("SEARCH delivery USING INTEGER PRIMARY KEY (rowid<?)");
    }

    @ParameterizedTest
    @MethodSource
    void noChangeLooksThroughATable(String sql) throws SQLException {
        assertThat(plan().of(sql.replace("?", "1"))).contains("SEARCH").doesNotContain("TEMP B-TREE", "SCAN");
    }

    static Stream<String> noChangeLooksThroughATable() {
        return Stream.of(
                DeliveryTable.INSERT,
                DeliveryQueue.NOTE,
                DeliveryQueue.STEP_BACK,
                DeliveryQueue.SET_STATE,
                DeliveryQueue.STEP_FORWARD,
                DeliveryQueue.WAKE,
                DeliveryQueue.WAKE_DEAD,
                DeliveryQueue.DELETE_OLD_ATTEMPTS,
                DeliveryQueue.DELETE_OLD);
    }

    private static DeliveryStore store(Reads reads) {
        return new JdbiDeliveryStore(
                new Writer() {
                    @Override
                    public <T> T write(String attempted, Work<T> work) {
                        throw new IllegalStateException(attempted);
                    }

                    @Override
                    public <T> T writeUnsynced(String attempted, Work<T> work) {
                        return write(attempted, work);
                    }
                },
                reads);
    }

    private QueryPlan plan() {
        return new QueryPlan(folder.resolve("ringback.db"));
    }
}
