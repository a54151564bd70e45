package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.ForwardStore.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests what {@link ForwardStore} promises. */
public abstract class ForwardStoreContract extends StorageContract {

    @Test
    void howFarOurOwnEventsAreDealtWithIsKept() {
        store().advance(new Step(0, 0L, Map.of(), Set.of(), List.of()));
        assertThat(store().systemMark()).isZero();
        store().advance(new Step(1, 7L, Map.of(), Set.of(), List.of()));
        store().advance(new Step(2, Map.of(), Set.of(), List.of()));

        assertThat(store().systemMark()).isEqualTo(7);
        assertThat(store().mark()).hasValue(2);
    }

    @Test
    void thereIsNoMarkBeforeTheFirstStepAndThenTheLast() {
        assertThat(store().mark()).isEmpty();
        store().advance(new Step(0, Map.of(), Set.of(), List.of()));
        assertThat(store().mark()).hasValue(0);
        store().advance(new Step(Long.MAX_VALUE, Map.of(), Set.of(), List.of()));
        store().advance(new Step(7, Map.of(), Set.of(), List.of()));
        assertThat(store().mark()).hasValue(7);
    }

    @Test
    void groupsAreRememberedChangedAndForgotten() {
        assertThat(store().groups()).isEmpty();
        store().advance(new Step(1, Map.of("a", "1", "b", "1", "c", "1"), Set.of(), List.of()));
        store().advance(new Step(2, Map.of("b", "2", "d\u00e4", "2 \u263e"), Set.of("c", "unknown"), List.of()));
        assertThat(store().groups()).isEqualTo(Map.of("a", "1", "b", "2", "d\u00e4", "2 \u263e"));
    }

    @Test
    void theEffectsOfAStepAreThereAfterReopening() {
        store().advance(new Step(5, Map.of("a", "1"), Set.of(), List.of(event(17), notice("k"))));
        database.close();
        database = open(folder);

        assertThat(store().mark()).hasValue(5);
        assertThat(store().groups()).isEqualTo(Map.of("a", "1"));
        List<Delivery> added = database.deliveries()
                .newestFirst(new Filter(null, null), Long.MAX_VALUE, 10)
                .items();
        assertThat(added).hasSize(2);
        assertThat(added.get(1))
                .isEqualTo(new Delivery(
                        added.get(1).id(),
                        "team",
                        "SM1",
                        Delivery.Kind.EVENT,
                        17L,
                        "",
                        TestEntries.START,
                        TestEntries.START,
                        Delivery.State.PENDING,
                        TestEntries.START,
                        0));
        assertThat(added.get(0).content()).isEqualTo("{\"a\":\"\u00fc\"}");
        assertThat(added.get(0).eventId()).isNull();
    }

    @Test
    void aStepThatFailsChangesNothing() {
        store().advance(new Step(5, Map.of("a", "1"), Set.of(), List.of()));
        List<NewDelivery> impossible = new ArrayList<>(List.of(notice("k")));
        impossible.add(new NewDelivery("team", "k", Delivery.Kind.NOTICE, null, absent(), TestEntries.START));

        assertThatThrownBy(() -> store().advance(new Step(6, Map.of("a", "2", "b", "2"), Set.of(), impossible)))
                .isInstanceOf(StorageException.class);

        assertThat(store().mark()).hasValue(5);
        assertThat(store().groups()).isEqualTo(Map.of("a", "1"));
        assertThat(database.deliveries().count("team", Delivery.State.PENDING)).isZero();
        store().advance(new Step(7, Map.of(), Set.of("a"), List.of(notice("k"))));
        assertThat(store().groups()).isEmpty();
        assertThat(database.deliveries().count("team", Delivery.State.PENDING)).isEqualTo(1);
    }

    /** What no caller of a checked program can give, and no table takes. */
    @SuppressWarnings("NullAway")
    private static String absent() {
        return null;
    }

    @Test
    void aRebuildLeavesItAlone() {
        append(
                TestEntries.entry(TestEntries.event(account, "SM1")),
                TestEntries.entry(TestEntries.event(account, "SM2")));
        store().advance(new Step(2, Map.of("a", "1"), Set.of(), List.of(notice("k"))));
        database.projections().drop();
        database.projections().finish(1);

        assertThat(store().mark()).hasValue(2);
        assertThat(store().groups()).hasSize(1);
        assertThat(database.deliveries().count("team", Delivery.State.PENDING)).isEqualTo(1);
    }

    @Test
    void itIsNoPartOfTheLog() {
        store().advance(new Step(2, Map.of("a", "1"), Set.of(), List.of()));
        assertThat(database.events().lastReceivedAt()).isEmpty();
        assertThat(database.migration().begin("another database")).isZero();
    }

    @Test
    void aReceiverCountsAsToldUntilTheNoticeIsGivenUp() {
        store().advance(new Step(2, Map.of(), Set.of(), List.of(notice("k"), event(7))));

        assertThat(store().isTold("team", "k", TestEntries.START)).isTrue();
        assertThat(store().isTold("team", "k", TestEntries.START.plusMillis(1))).isFalse();
        assertThat(store().isTold("boss", "k", TestEntries.START)).isFalse();
        assertThat(store().isTold("team", "other", TestEntries.START)).isFalse();
        assertThat(store().isTold("team", "SM1", TestEntries.START))
                .as("of an event nobody is told")
                .isFalse();

        Delivery notice = database.deliveries().newestFirst(new Filter(null, null), Long.MAX_VALUE, 10).items().stream()
                .filter(delivery -> delivery.kind() == Delivery.Kind.NOTICE)
                .findFirst()
                .orElseThrow();
        DeliveryAttempt refused =
                new DeliveryAttempt(TestEntries.START, Duration.ZERO, DeliveryAttempt.Outcome.REFUSED, "400");
        database.deliveries()
                .record(List.of(new Attempted(notice.id(), refused, Delivery.State.DEAD, TestEntries.START)));
        assertThat(store().isTold("team", "k", TestEntries.START)).isFalse();
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        ForwardStore store = store();
        database.close();
        assertThatThrownBy(store::mark).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.advance(new Step(1, Map.of(), Set.of(), List.of())))
                .isInstanceOf(StorageUnavailableException.class);
    }

    private ForwardStore store() {
        return database.forward();
    }

    private static NewDelivery event(long id) {
        return new NewDelivery("team", "SM1", Delivery.Kind.EVENT, id, "", TestEntries.START);
    }

    private static NewDelivery notice(String key) {
        return new NewDelivery("team", key, Delivery.Kind.NOTICE, null, "{\"a\":\"\u00fc\"}", TestEntries.START);
    }
}
