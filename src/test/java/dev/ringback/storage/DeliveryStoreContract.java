package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.model.Page;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DeliveryStore.Backlog;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.DeliveryStore.Tried;
import dev.ringback.storage.ForwardStore.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what {@link DeliveryStore} promises. */
@Timeout(120)
public abstract class DeliveryStoreContract extends StorageContract {
    private static final Instant START = TestEntries.START;
    private static final Instant LATER = START.plusSeconds(600);
    private static final List<Delivery.State> STATES = List.of(Delivery.State.values());
    private static final Filter ALL = new Filter(null, null);

    @Test
    void anEmptyStoreAnswersEverything() {
        assertThat(due("team")).isEmpty();
        assertThat(store().nextDue("team", List.of())).isEmpty();
        assertThat(store().find(1)).isEmpty();
        assertThat(store().attempts(List.of())).isEmpty();
        assertThat(store().attempts(List.of(1L))).isEmpty();
        assertThat(store().newestFirst(ALL, Long.MAX_VALUE, 10)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store().count("team", Delivery.State.PENDING)).isZero();
        assertThat(store().replay(1, START)).isFalse();
        assertThat(store().replayDead("team", Instant.EPOCH, LATER, LATER)).isZero();
        assertThat(store().newest(Delivery.Kind.NOTICE, "k")).isEmpty();
        assertThat(store().deleteOld(LATER, 10)).isZero();
        store().record(List.of());
        store().add(List.of());
    }

    @Test
    void knownFailuresAreKeptWithTheWordsAboutThem() {
        ReceiverFailure failing =
                new ReceiverFailure("team", START, "503 \u00fc\n\u0001", List.of("boss", "a, \"b\""), LATER);
        NewDelivery word = new NewDelivery("boss", "receiver team", Delivery.Kind.GIVEN_UP, null, "{}", START);

        store().note(failing, List.of(word));
        store().note(ReceiverFailure.none("crm"), List.of());

        assertThat(store().failures()).containsExactlyInAnyOrder(failing, ReceiverFailure.none("crm"));
        assertThat(due("boss")).hasSize(1);
        store().note(ReceiverFailure.none("team"), List.of(word));
        database.close();
        database = open(folder);
        assertThat(store().failures())
                .containsExactlyInAnyOrder(ReceiverFailure.none("team"), ReceiverFailure.none("crm"));
        assertThat(store().count("boss", Delivery.State.PENDING)).isEqualTo(2);
    }

    @Test
    void theBacklogOfAReceiverIsCountedFromItsFirst() {
        List<Delivery> all = add("team", "a", "a", "b");
        add("crm", "a");
        assertThat(store().backlog("team")).hasValue(new Backlog(3, START));
        record(delivered(all.get(0)));
        record(dead(all.get(2)));
        assertThat(store().backlog("team")).hasValue(new Backlog(1, START));
        record(delivered(all.get(1)));
        assertThat(store().backlog("team")).isEmpty();

        assertThat(store().replay(all.get(2).id(), LATER)).isTrue();

        assertThat(store().backlog("team")).hasValue(new Backlog(1, LATER));
        assertThat(store().backlog("nobody")).isEmpty();
    }

    @Test
    void theFirstOfEachKeyIsDueInTheOrderOfIds() {
        List<Delivery> all = add("team", "b", "a", "b", "c", "a");

        assertThat(due("team")).containsExactly(all.get(0), all.get(1), all.get(3));
        assertThat(store().due("team", LATER, List.of(), 2)).containsExactly(all.get(0), all.get(1));
        assertThat(due("another")).isEmpty();
    }

    @Test
    void receiversDoNotWaitForEachOther() {
        Delivery one = add("one", "k").get(0);
        Delivery two = add("two", "k").get(0);

        assertThat(due("one")).containsExactly(one);
        assertThat(due("two")).containsExactly(two);
        assertThat(store().due("two", LATER, List.of(one.id()), 10)).containsExactly(two);
    }

    @Test
    void aDeliveryIsDueWhenTheOneBeforeItHasEnded() {
        List<Delivery> all = add("team", "k", "k", "k");

        record(delivered(all.get(0)));
        assertThat(due("team"))
                .extracting(Delivery::id)
                .containsExactly(all.get(1).id());
        record(dead(all.get(1)));
        assertThat(due("team"))
                .extracting(Delivery::id)
                .containsExactly(all.get(2).id());
        record(delivered(all.get(2)));
        assertThat(due("team")).isEmpty();
        assertThat(ids(add("team", "k"))).isEqualTo(ids(due("team")));
    }

    @Test
    void severalOfOneKeyMayEndAtOnceInAnyOrder() {
        List<Delivery> all = add("team", "k", "k", "k", "other");
        store().record(List.of(delivered(all.get(1)), dead(all.get(0))));
        assertThat(ids(due("team"))).containsExactly(all.get(2).id(), all.get(3).id());
    }

    @Test
    void neitherADeliveryNorTheOneBehindItIsDueBeforeItsTime() {
        List<Delivery> all = add("team", "k", "k");
        record(failed(all.get(0), LATER));

        assertThat(store().due("team", LATER.minusMillis(1), List.of(), 10)).isEmpty();
        assertThat(ids(store().due("team", LATER, List.of(), 10)))
                .containsExactly(all.get(0).id());
        assertThat(store().nextDue("team", List.of())).hasValue(LATER);
        assertThat(store().due("team", START.minusMillis(1), List.of(), 10)).isEmpty();
    }

    @Test
    void noDeliveryIsDueWhileAnotherOfItsKeyIsUnderWay() {
        List<Delivery> all = add("team", "a", "a", "b");
        long first = all.get(0).id();
        record(failed(all.get(2), LATER));

        assertThat(ids(store().due("team", LATER, List.of(first), 10)))
                .containsExactly(all.get(2).id());
        assertThat(store().nextDue("team", List.of(first))).hasValue(LATER);
        assertThat(store().nextDue("team", List.of())).hasValue(START);
        assertThat(store().nextDue("team", ids(all))).isEmpty();
        record(delivered(all.get(0)));
        assertThat(ids(store().due("team", LATER, List.of(first), 10)))
                .as("it has ended, but is not let go of")
                .containsExactly(all.get(2).id());
    }

    @Test
    void anEarlierOneThatIsMadePendingAgainGoesBeforeWhatWaits() {
        List<Delivery> all = add("team", "k", "k", "k");
        record(dead(all.get(0)));
        assertThat(ids(due("team"))).containsExactly(all.get(1).id());

        assertThat(store().replay(all.get(0).id(), LATER)).isTrue();

        assertThat(ids(due("team"))).containsExactly(all.get(0).id());
        assertThat(store().due("team", LATER, List.of(all.get(1).id()), 10))
                .as("the later one is under way")
                .isEmpty();
        record(delivered(all.get(0)));
        assertThat(ids(due("team"))).containsExactly(all.get(1).id());
    }

    @Test
    void aLaterOneThatIsMadePendingAgainWaits() {
        List<Delivery> all = add("team", "k", "k");
        store().record(List.of(dead(all.get(1))));

        assertThat(store().replay(all.get(1).id(), LATER)).isTrue();

        assertThat(ids(due("team"))).containsExactly(all.get(0).id());
        record(delivered(all.get(0)));
        assertThat(ids(due("team"))).containsExactly(all.get(1).id());
    }

    @Test
    void attemptsAreNotedAndCounted() {
        List<Delivery> all = add("team", "a", "b", "c");
        Delivery delivery = all.get(0);
        DeliveryAttempt refused = new DeliveryAttempt(
                START.plusMillis(3), Duration.ofMillis(1234), Outcome.REFUSED, "404 Not Found \u263e");

        record(failed(delivery, LATER));
        store().record(List.of(
                delivered(all.get(1)), new Attempted(delivery.id(), refused, Delivery.State.DEAD, LATER)));

        assertThat(find(delivery).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(find(delivery).attempts()).isEqualTo(2);
        assertThat(find(all.get(1)).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(store().attempts(ids(all)))
                .containsExactly(
                        new Tried(delivery.id(), failed(delivery, LATER).attempt()),
                        new Tried(delivery.id(), refused),
                        new Tried(all.get(1).id(), delivered(all.get(1)).attempt()));
        assertThat(store().attempts(List.of(all.get(2).id()))).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainAtItsTime() {
        Delivery delivery = add("team", "k").get(0);
        record(failed(delivery, LATER));
        assertThat(find(delivery))
                .isEqualTo(new Delivery(
                        delivery.id(),
                        "team",
                        "k",
                        Delivery.Kind.NOTICE,
                        null,
                        "{}",
                        START,
                        START,
                        Delivery.State.PENDING,
                        LATER,
                        1));
    }

    @Test
    void outcomesOfDeletedDeliveriesAreIgnored() {
        Delivery gone = add("team", "k").get(0);
        record(dead(gone));
        assertThat(store().deleteOld(LATER, 10)).isEqualTo(1);
        Delivery there = add("team", "k").get(0);

        store().record(List.of(failed(gone, LATER), delivered(there), delivered(gone)));

        assertThat(store().find(gone.id())).isEmpty();
        assertThat(store().attempts(List.of(gone.id()))).isEmpty();
        assertThat(find(there).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void oneThatTwoHaveTriedMayComeBackBeforeWhatFollows() {
        List<Delivery> all = add("team", "k", "k");
        record(delivered(all.get(0)));
        record(failed(all.get(0), LATER));

        assertThat(ids(due("team"))).containsExactly(all.get(0).id());
        record(delivered(all.get(0)));
        assertThat(ids(due("team"))).containsExactly(all.get(1).id());
    }

    @Test
    void aReplayBeginsItsTimeAnewAndKeepsWhatIsKnown() {
        Delivery dead = add("team", "a").get(0);
        Delivery delivered = add("team", "b").get(0);
        Delivery pending = add("team", "c").get(0);
        store().record(List.of(failed(dead, LATER), dead(dead), delivered(delivered)));

        assertThat(store().replay(dead.id(), LATER)).isTrue();
        assertThat(store().replay(delivered.id(), LATER)).isTrue();
        assertThat(store().replay(pending.id(), LATER)).isFalse();
        assertThat(store().replay(pending.id() + 1, LATER)).isFalse();

        assertThat(find(dead))
                .isEqualTo(new Delivery(
                        dead.id(),
                        "team",
                        "a",
                        Delivery.Kind.NOTICE,
                        null,
                        "{}",
                        START,
                        LATER,
                        Delivery.State.PENDING,
                        LATER,
                        0));
        assertThat(find(pending)).isEqualTo(pending);
        assertThat(store().attempts(List.of(dead.id()))).hasSize(2);
        record(failed(dead, LATER));
        assertThat(store().attempts(List.of(dead.id()))).hasSize(3);
        assertThat(find(dead).attempts()).isEqualTo(1);
        assertThat(store().replay(dead.id(), LATER)).isFalse();
    }

    @Test
    void allDeadOfAReceiverAndATimeAreReplayed() {
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(add(new NewDelivery("team", "k" + i % 2, Delivery.Kind.NOTICE, null, "{}", START.plusSeconds(i))));
        }
        Delivery waiting = add(new NewDelivery("team", "k1", Delivery.Kind.NOTICE, null, "{}", START.plusSeconds(9)));
        Delivery stranger = add("stranger", "k1").get(0);
        Delivery sent = add("team", "k1").get(0);
        store().record(all.stream().map(DeliveryStoreContract::dead).toList());
        store().record(List.of(dead(stranger), delivered(sent)));
        assertThat(ids(due("team"))).containsExactly(waiting.id());

        assertThat(store().replayDead("team", START.plusSeconds(1), START.plusSeconds(3), LATER))
                .isEqualTo(2);

        assertThat(find(all.get(0)).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(find(all.get(3)).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(find(stranger).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(find(sent).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(find(all.get(1)))
                .extracting(Delivery::state, Delivery::since, Delivery::createdAt, Delivery::attempts)
                .containsExactly(Delivery.State.PENDING, LATER, START.plusSeconds(1), 0);
        assertThat(ids(due("team"))).containsExactly(all.get(1).id(), all.get(2).id());
        record(delivered(all.get(1)));
        assertThat(ids(due("team"))).containsExactly(all.get(2).id(), waiting.id());
    }

    @Test
    void manyDeadAreReplayedToo() {
        List<Delivery> all =
                add("team", IntStream.range(0, 2_000).mapToObj(i -> "k" + i % 7).toArray(String[]::new));
        store().record(all.stream().map(DeliveryStoreContract::dead).toList());

        assertThat(store().replayDead("team", START, LATER, LATER)).isEqualTo(2_000);

        assertThat(store().count("team", Delivery.State.PENDING)).isEqualTo(2_000);
        assertThat(ids(due("team"))).isEqualTo(ids(all.subList(0, 7)));
    }

    @Test
    void listsAreNewestFirstAndFiltered() {
        List<Delivery> ours = add("team", "a", "b", "c", "d", "e");
        List<Delivery> others = add("others", "a", "b");
        List<Delivery> both = new ArrayList<>(ours);
        both.addAll(others);
        store().record(List.of(delivered(ours.get(1)), dead(ours.get(3)), dead(others.get(0))));

        assertThat(list(ALL)).isEqualTo(reversed(both));
        assertThat(list(new Filter("team", null))).isEqualTo(reversed(ours));
        assertThat(list(new Filter("team", Delivery.State.PENDING)))
                .containsExactly(ours.get(4).id(), ours.get(2).id(), ours.get(0).id());
        assertThat(list(new Filter(null, Delivery.State.DEAD)))
                .containsExactly(others.get(0).id(), ours.get(3).id());
        assertThat(list(new Filter("others", Delivery.State.DELIVERED))).isEmpty();
        assertThat(list(new Filter("nobody", null))).isEmpty();
    }

    @Test
    void listsGoOnWhereAPageEnded() {
        List<Delivery> all = add("team", "a", "b", "c", "d");
        for (Filter filter : List.of(
                ALL,
                new Filter("team", null),
                new Filter(null, Delivery.State.PENDING),
                new Filter("team", Delivery.State.PENDING))) {
            Page<Delivery> first = store().newestFirst(filter, Long.MAX_VALUE, 2);
            assertThat(first).isEqualTo(new Page<>(List.of(all.get(3), all.get(2)), true));
            Page<Delivery> second = store().newestFirst(filter, all.get(2).id(), 2);
            assertThat(second).isEqualTo(new Page<>(List.of(all.get(1), all.get(0)), false));
        }
    }

    @Test
    void theyAreCountedByReceiverAndState() {
        List<Delivery> all = add("team", "a", "b", "c");
        add("others", "a");
        record(dead(all.get(0)));
        assertThat(store().count("team", Delivery.State.PENDING)).isEqualTo(2);
        assertThat(store().count("team", Delivery.State.DEAD)).isEqualTo(1);
        assertThat(store().count("team", Delivery.State.DELIVERED)).isZero();
    }

    @Test
    void theNewestOfAKindAndKeyIsFoundForWhicheverReceiver() {
        add(new NewDelivery("one", "k", Delivery.Kind.GIVEN_UP, null, "{}", START.plusSeconds(9)));
        add(new NewDelivery("two", "k", Delivery.Kind.GIVEN_UP, null, "{}", START.plusSeconds(5)));
        add(new NewDelivery("two", "k", Delivery.Kind.NOTICE, null, "{}", START.plusSeconds(20)));
        add(new NewDelivery("two", "other", Delivery.Kind.GIVEN_UP, null, "{}", START.plusSeconds(30)));

        assertThat(store().newest(Delivery.Kind.GIVEN_UP, "k")).hasValue(START.plusSeconds(9));
        assertThat(store().newest(Delivery.Kind.NOTICE, "k")).hasValue(START.plusSeconds(20));
        assertThat(store().newest(Delivery.Kind.EVENT, "k")).isEmpty();
    }

    @Test
    void theOldestThatAreNotPendingGoWithTheirAttempts() {
        List<Delivery> all = new ArrayList<>();
        for (int second : List.of(5, 3, 1, 2, 4, 10)) {
            all.add(add(new NewDelivery(
                    "team", "k" + second, Delivery.Kind.NOTICE, null, "{}", START.plusSeconds(second))));
        }
        Delivery pending = all.get(2);
        all.stream().filter(each -> !each.equals(pending)).forEach(each -> record(dead(each)));
        record(failed(pending, LATER));

        assertThat(store().deleteOld(START.plusSeconds(10), 2)).isEqualTo(2);
        assertThat(list(ALL)).isEqualTo(reversed(List.of(all.get(0), pending, all.get(4), all.get(5))));
        assertThat(store().deleteOld(START.plusSeconds(10), 10)).isEqualTo(2);
        assertThat(store().deleteOld(START.plusSeconds(10), 10)).isZero();

        assertThat(list(ALL)).containsExactly(all.get(5).id(), pending.id());
        assertThat(store().attempts(ids(all)))
                .extracting(Tried::deliveryId)
                .containsExactly(pending.id(), all.get(5).id());
    }

    @Test
    void idsAreNotGivenAgain() {
        Delivery newest = add("team", "k").get(0);
        record(delivered(newest));
        store().deleteOld(LATER, 1);
        database.close();
        database = open(folder);
        assertThat(add("team", "k").get(0).id()).isGreaterThan(newest.id());
    }

    /** Two send and note, one adds, one makes pending again: what the store finds to be due is what the states say. */
    @Test
    void manyMayChangeDeliveriesAtOnce() throws Exception {
        List<Long> ids = ids(
                add("team", IntStream.range(0, 60).mapToObj(i -> "k" + i % 4).toArray(String[]::new)));
        List<Callable<Integer>> work = List.of(
                () -> recordAtRandom(ids, 1), () -> recordAtRandom(ids, 2), () -> replayAtRandom(ids), this::addSome);
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Integer> done : threads.invokeAll(work)) {
                assertThat(done.get()).isPositive();
            }
        } finally {
            threads.shutdown();
        }

        List<Delivery> all =
                new ArrayList<>(store().newestFirst(ALL, Long.MAX_VALUE, 1_000).items());
        all.sort(Comparator.comparing(Delivery::id));
        Map<String, Long> firsts = new TreeMap<>();
        all.stream()
                .filter(each -> each.state() == Delivery.State.PENDING)
                .forEach(each -> firsts.putIfAbsent(each.key(), each.id()));
        assertThat(ids(due("team"))).containsExactlyInAnyOrderElementsOf(firsts.values());
        assertThat(firsts).isNotEmpty();
        assertThat(store().attempts(ids)).hasSize(2 * 60 * 2);
        assertThat(new HashSet<>(store().attempts(ids)))
                .as("no attempt took another's place")
                .hasSize(2 * 60 * 2);
    }

    private int recordAtRandom(List<Long> ids, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            List<Attempted> attempted = new ArrayList<>();
            for (int j = 0; j < 2; j++) {
                Delivery.State state = STATES.get(random.nextInt(STATES.size()));
                DeliveryAttempt attempt =
                        new DeliveryAttempt(START, Duration.ZERO, Outcome.FAILED, seed + ": " + i + ", " + j);
                attempted.add(new Attempted(ids.get(random.nextInt(ids.size())), attempt, state, START));
            }
            store().record(attempted);
        }
        return 60;
    }

    private int replayAtRandom(List<Long> ids) {
        Random random = new Random(3);
        int replayed = 0;
        for (int i = 0; i < 60; i++) {
            if (i % 10 == 9) {
                replayed += store().replayDead("team", START, LATER, START);
            } else if (store().replay(ids.get(random.nextInt(ids.size())), START)) {
                replayed++;
            }
        }
        return replayed;
    }

    private int addSome() {
        for (int i = 0; i < 60; i++) {
            store().add(List.of(notice("team", "k" + i % 4)));
        }
        return 60;
    }

    @Test
    void oneThatTwoMakePendingAgainIsMadeSoOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Long> ids =
                ids(add("team", IntStream.range(0, 40).mapToObj(i -> "k" + i).toArray(String[]::new)));
        ids.forEach(id -> record(dead(find(id))));
        Callable<Integer> replaying =
                () -> (int) ids.stream().filter(id -> store().replay(id, LATER)).count();
        try {
            int replayed = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(replaying, replaying))) {
                replayed += each.get();
            }
            assertThat(replayed).isEqualTo(40);
        } finally {
            threads.shutdown();
        }
        assertThat(ids(due("team"))).isEqualTo(ids);
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        DeliveryStore store = store();
        database.close();
        assertThatThrownBy(() -> store.due("team", LATER, List.of(), 1))
                .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.add(List.of(notice("team", "k"))))
                .isInstanceOf(StorageUnavailableException.class);
    }

    private DeliveryStore store() {
        return database.deliveries();
    }

    private List<Delivery> due(String receiver) {
        return store().due(receiver, LATER, List.of(), 100);
    }

    /** All of one transaction; returns them as they are stored. */
    private List<Delivery> add(String receiver, String... keys) {
        store().add(Arrays.stream(keys).map(key -> notice(receiver, key)).toList());
        List<Delivery> added = new ArrayList<>(
                store().newestFirst(ALL, Long.MAX_VALUE, keys.length).items());
        added.sort(Comparator.comparing(Delivery::id));
        return added;
    }

    private Delivery add(NewDelivery delivery) {
        store().add(List.of(delivery));
        return store().newestFirst(ALL, Long.MAX_VALUE, 1).items().get(0);
    }

    private static NewDelivery notice(String receiver, String key) {
        return new NewDelivery(receiver, key, Delivery.Kind.NOTICE, null, "{}", START);
    }

    private Delivery find(Delivery delivery) {
        return find(delivery.id());
    }

    private Delivery find(long id) {
        Optional<Delivery> found = store().find(id);
        return found.orElseThrow();
    }

    private List<Long> list(Filter filter) {
        return ids(store().newestFirst(filter, Long.MAX_VALUE, 100).items());
    }

    private static List<Long> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::id).toList();
    }

    private static List<Long> reversed(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::id)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private void record(Attempted attempted) {
        store().record(List.of(attempted));
    }

    private static Attempted delivered(Delivery delivery) {
        return attempted(delivery, Outcome.DELIVERED, "200 OK", Delivery.State.DELIVERED, LATER);
    }

    private static Attempted dead(Delivery delivery) {
        return attempted(delivery, Outcome.REFUSED, "404 Not Found", Delivery.State.DEAD, LATER);
    }

    private static Attempted failed(Delivery delivery, Instant nextAttemptAt) {
        return attempted(delivery, Outcome.FAILED, "503 Service Unavailable", Delivery.State.PENDING, nextAttemptAt);
    }

    private static Attempted attempted(
            Delivery delivery, Outcome outcome, String reason, Delivery.State state, Instant nextAttemptAt) {
        return new Attempted(
                delivery.id(),
                new DeliveryAttempt(START, Duration.ofMillis(15), outcome, reason),
                state,
                nextAttemptAt);
    }
}
