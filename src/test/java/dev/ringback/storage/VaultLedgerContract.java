package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.TestTraffic;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.twilio.callback.Projector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what {@link VaultLedger} promises. */
public abstract class VaultLedgerContract extends StorageContract {
    private static final int THREADS = 8;
    private static final List<VaultKind> KINDS = List.of(VaultKind.values());
    private static final List<VaultState> STATES = List.of(VaultState.values());

    private VaultLedger ledger() {
        return database.vault();
    }

    private VaultObject heard(VaultKind kind, String sid, Instant at) {
        return VaultObject.heard(
                account, kind, sid, kind == VaultKind.RECORDING ? "wav" : "", null, "key of " + sid, at);
    }

    private VaultObject recording(String sid) {
        return heard(VaultKind.RECORDING, sid, START);
    }

    private VaultObject add(VaultObject object) {
        assertThat(ledger().add(List.of(object))).isEqualTo(1);
        return find(object).orElseThrow();
    }

    private VaultObject add(VaultObject object, UnaryOperator<VaultObjectBuilder> changes) {
        return add(changes.apply(VaultObjectBuilder.builder(object)).build());
    }

    private Optional<VaultObject> find(VaultObject object) {
        return ledger().find(object.accountSid(), object.kind(), object.sid(), object.format());
    }

    private Optional<VaultObject> change(VaultObject object, UnaryOperator<VaultObjectBuilder> changes) {
        return ledger().replace(
                        changes.apply(VaultObjectBuilder.builder(object)).build());
    }

    private static VaultObjectBuilder copied(VaultObjectBuilder object, Instant at) {
        return object.state(VaultState.COPIED).dueAt(null).length(7L).copiedAt(at);
    }

    private static List<String> sids(List<VaultObject> objects) {
        return objects.stream().map(VaultObject::sid).toList();
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void allOfAnEntryIsKept() {
        VaultObject heard = add(recording("RE1"));
        VaultObject whole = VaultObjectBuilder.builder(heard)
                .parentSid("CA1")
                .state(VaultState.COPIED)
                .dueAt(after(1))
                .attempts(3)
                .failure("HTTP 503 \u263e \ud83d\ude00")
                .failedAt(after(2))
                .length(5_000_000_000L)
                .sha256("00ff")
                .contentType("audio/x-wav")
                .encryptionDetails("{\"iv\":\"a\"}")
                .copiedAt(after(3))
                .verifiedAt(after(4))
                .deletedAt(after(5))
                .deletionRule("delete_after")
                .removedAt(after(6))
                .removalRule("retention")
                .build();
        assertThat(heard)
                .isEqualTo(
                        VaultObjectBuilder.builder(recording("RE1")).version(1).build());

        VaultObject replaced = ledger().replace(whole).orElseThrow();

        assertThat(replaced)
                .isEqualTo(VaultObjectBuilder.builder(whole).version(2).build());
        database.close();
        database = open(folder);
        assertThat(find(heard)).hasValue(replaced);
        VaultObject bare = ledger().replace(
                        VaultObjectBuilder.builder(heard).version(2).build())
                .orElseThrow();
        assertThat(find(heard))
                .hasValue(bare)
                .hasValue(VaultObjectBuilder.builder(heard).version(3).build());
    }

    @Test
    void whatIsThereIsNotAddedAgain() {
        assertThat(ledger().add(List.of())).isZero();
        assertThat(ledger().add(List.of(recording("RE1"), recording("RE2"), recording("RE1"))))
                .isEqualTo(2);
        VaultObject changed = change(find(recording("RE1")).orElseThrow(), object -> object.attempts(1))
                .orElseThrow();

        assertThat(ledger().add(List.of(recording("RE1"), recording("RE2"), recording("RE3"))))
                .isEqualTo(1);

        assertThat(find(changed)).hasValue(changed);
        assertThat(ledger().walk(null, 9)).hasSize(3);
    }

    @Test
    void accountKindSidAndFormatTogetherNameAnEntry() {
        VaultObject wav = recording("RE1");
        VaultObject mp3 = VaultObjectBuilder.builder(wav).format("mp3").build();
        VaultObject another =
                VaultObjectBuilder.builder(wav).accountSid(stranger).build();
        VaultObject body = heard(VaultKind.MESSAGE_BODY, "SM1", START);
        VaultObject list = heard(VaultKind.MEDIA_LIST, "SM1", START);

        assertThat(ledger().add(List.of(wav, mp3, another, body, list))).isEqualTo(5);

        change(find(another).orElseThrow(), object -> object.attempts(5));
        assertThat(find(another).orElseThrow().attempts()).isEqualTo(5);
        assertThat(Stream.of(wav, mp3, body, list).map(object -> find(object).orElseThrow()))
                .allSatisfy(object -> assertThat(object.attempts()).isZero());
        assertThat(ledger().find(account, VaultKind.MEDIA, "RE1", "wav")).isEmpty();
        assertThat(ledger().find(account, VaultKind.RECORDING, "RE1", "")).isEmpty();
    }

    @Test
    void anEntryIsFoundByItsObjectOrItsParent() {
        VaultObject list = heard(VaultKind.MEDIA_LIST, "SM1", START);
        VaultObject body = heard(VaultKind.MESSAGE_BODY, "SM1", START);
        VaultObject second = VaultObjectBuilder.builder(heard(VaultKind.MEDIA, "ME2", START))
                .parentSid("SM1")
                .build();
        VaultObject first = VaultObjectBuilder.builder(heard(VaultKind.MEDIA, "ME1", START))
                .parentSid("SM1")
                .build();
        VaultObject other = VaultObjectBuilder.builder(heard(VaultKind.MEDIA, "ME3", START))
                .parentSid("SM2")
                .build();
        VaultObject strange =
                VaultObjectBuilder.builder(first).accountSid(stranger).build();
        ledger().add(List.of(list, body, second, first, other, strange));

        assertThat(sids(ledger().of(account, "SM1"))).containsExactly("ME1", "ME2", "SM1", "SM1");
        assertThat(ledger().of(account, "SM1").get(2).kind()).isEqualTo(VaultKind.MEDIA_LIST);
        assertThat(sids(ledger().of(account, "ME3"))).containsExactly("ME3");
        assertThat(ledger().of(stranger, "SM1")).containsExactly(find(strange).orElseThrow());
        assertThat(ledger().of(account, "SM3")).isEmpty();
        assertThat(ledger().of(account, "a\0b")).isEmpty();
    }

    @Test
    void anEntryThatHasChangedSinceItWasReadIsNotReplaced() {
        VaultObject read = add(recording("RE1"));
        VaultObject changed = change(read, object -> object.attempts(1)).orElseThrow();

        assertThat(change(read, object -> object.attempts(9))).isEmpty();
        assertThat(change(changed, object -> object.version(7))).isEmpty();
        assertThat(ledger().replace(recording("RE2"))).isEmpty();

        assertThat(find(read)).hasValue(changed);
        assertThat(change(changed, object -> object.attempts(2))).isPresent();
    }

    @Test
    void ofManyThatReplaceOneVersionOneSucceeds() {
        VaultObject object = add(recording("RE1"));
        int rounds = 20;
        for (int round = 0; round < rounds; round++) {
            VaultObject read = object;
            List<Optional<VaultObject>> outcomes = together(thread -> change(read, next -> next.attempts(thread + 1)));

            List<VaultObject> won = outcomes.stream().flatMap(Optional::stream).toList();
            assertThat(won).hasSize(1);
            object = won.get(0);
            assertThat(find(read)).hasValue(object);
        }
        assertThat(object.version()).isEqualTo(1 + rounds);
    }

    /** Lets all threads begin at once. */
    private static <T> List<T> together(IntFunction<T> work) {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<CompletableFuture<T>> running = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.supplyAsync(
                        () -> {
                            ready.countDown();
                            awaitAll(ready);
                            return work.apply(thread);
                        },
                        Background.THREADS))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyThatAddTheSameInAnyOrderAddItOnce() {
        List<VaultObject> objects =
                IntStream.range(0, 200).mapToObj(i -> recording("RE" + i)).toList();

        List<Integer> added = together(thread -> {
            List<VaultObject> shuffled = new ArrayList<>(objects);
            Collections.shuffle(shuffled, new Random(thread));
            return ledger().add(shuffled);
        });

        assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(objects.size());
        assertThat(ledger().walk(null, 1_000)).hasSize(objects.size());
    }

    @Test
    void theFirstDueIsCopiedFirst() {
        add(recording("RE3"), object -> object.dueAt(after(3)));
        add(recording("RE1"), object -> object.dueAt(after(1)));
        add(heard(VaultKind.MEDIA, "ME2", START), object -> object.dueAt(after(2)));
        add(heard(VaultKind.MEDIA_LIST, "SM0", START));

        assertThat(sids(ledger().dueForCopy(after(3), 9))).containsExactly("SM0", "RE1", "ME2", "RE3");
        assertThat(sids(ledger().dueForCopy(after(3), 2))).containsExactly("SM0", "RE1");
        assertThat(sids(ledger().dueForCopy(after(3).minusMillis(1), 9))).containsExactly("SM0", "RE1", "ME2");
        assertThat(ledger().dueForCopy(START.minusMillis(1), 9)).isEmpty();
    }

    @Test
    void whatHasFailedIsCopiedWhenItsTimeHasComeAndWhatHasNoneIsNot() {
        add(recording("RE1"), object -> object.state(VaultState.FAILED).dueAt(after(5)));
        add(recording("RE2"), object -> object.dueAt(null));
        add(recording("RE3"), object -> object.state(VaultState.FAILED).dueAt(null));

        assertThat(ledger().dueForCopy(after(4), 9)).isEmpty();
        assertThat(sids(ledger().dueForCopy(after(5), 9))).containsExactly("RE1");
    }

    @Test
    void onlyContentThatIsNotThereYetIsToBeCopied() {
        for (VaultKind kind : KINDS) {
            for (VaultState state : STATES) {
                add(heard(kind, kind + " " + state, START), object -> object.state(state));
            }
        }

        assertThat(sids(ledger().dueForCopy(START, 99)))
                .containsExactlyInAnyOrder(
                        "RECORDING HEARD",
                        "RECORDING FAILED",
                        "MEDIA HEARD",
                        "MEDIA FAILED",
                        "MEDIA_LIST HEARD",
                        "MEDIA_LIST FAILED");
        assertThat(sids(ledger().dueForRules(START, 99)))
                .containsExactlyInAnyOrder("MESSAGE_BODY HEARD", "MESSAGE HEARD", "CALL HEARD");
    }

    @Test
    void whatIsOnlyDeletedAtTwilioIsDueInTheOrderOfItsTimes() {
        add(heard(VaultKind.CALL, "CA2", START), object -> object.dueAt(after(2)));
        add(heard(VaultKind.MESSAGE, "SM1", START), object -> object.dueAt(after(1)));
        add(heard(VaultKind.MESSAGE_BODY, "SM3", START), object -> object.dueAt(after(3)));
        add(heard(VaultKind.MESSAGE_BODY, "SM4", START), object -> object.dueAt(null));

        assertThat(sids(ledger().dueForRules(after(3), 9))).containsExactly("SM1", "CA2", "SM3");
        assertThat(sids(ledger().dueForRules(after(2), 1))).containsExactly("SM1");
        assertThat(ledger().dueForRules(START, 9)).isEmpty();
    }

    @Test
    void copiedContentIsDueForDeletionInTheOrderInWhichItWasCopied() {
        add(recording("RE2"), object -> copied(object, after(2)));
        add(heard(VaultKind.MEDIA, "ME1", START), object -> copied(object, after(1)));
        add(recording("RE3"), object -> copied(object, after(3)));
        add(recording("REdeleted"), object -> copied(object, after(1)).deletedAt(after(2)));
        add(recording("REheard"));
        add(
                recording("REremoved"),
                object -> copied(object, after(1)).state(VaultState.REMOVED).removedAt(after(2)));
        add(recording("REdamaged"), object -> copied(object, after(1)).state(VaultState.DAMAGED));

        assertThat(sids(ledger().dueForDeletion(after(3), after(9), 9))).containsExactly("ME1", "RE2", "RE3");
        assertThat(sids(ledger().dueForDeletion(after(2), after(9), 9))).containsExactly("ME1", "RE2");
        assertThat(sids(ledger().dueForDeletion(after(3), after(9), 1))).containsExactly("ME1");
        assertThat(ledger().dueForDeletion(after(1).minusMillis(1), after(9), 9))
                .isEmpty();
    }

    @Test
    void aDeletionWaitsForItsTime() {
        VaultObject object =
                add(recording("RE1"), copy -> copied(copy, after(1)).dueAt(after(5)));

        assertThat(ledger().dueForDeletion(after(2), after(5).minusMillis(1), 9))
                .isEmpty();
        assertThat(ledger().dueForDeletion(after(2), after(5), 9)).containsExactly(object);
        change(object, deleted -> deleted.deletedAt(after(5)));
        assertThat(ledger().dueForDeletion(after(2), after(5), 9)).isEmpty();
    }

    @Test
    void oldContentIsFoundWhetherItWasDeletedAtTwilioOrNot() {
        add(recording("RE2"), object -> copied(object, after(2)).deletedAt(after(4)));
        add(recording("RE1"), object -> copied(object, after(1)).dueAt(after(99)));
        add(recording("RE3"), object -> copied(object, after(3)));
        add(recording("REremoved"), object -> copied(object, after(1)).state(VaultState.REMOVED));
        add(recording("REheard"));

        assertThat(sids(ledger().copiedBefore(after(3), 9))).containsExactly("RE1", "RE2");
        assertThat(sids(ledger().copiedBefore(after(3), 1))).containsExactly("RE1");
        assertThat(ledger().copiedBefore(after(1), 9)).isEmpty();
    }

    private List<String> list(VaultFilter filter) {
        return sids(ledger().list(filter, null, 99));
    }

    private VaultFilter filter(
            @Nullable VaultKind kind, @Nullable VaultState state, @Nullable String sid, @Nullable Boolean deleted) {
        return new VaultFilter(AccountScope.of(List.of(account)), kind, state, sid, null, null, deleted);
    }

    private void fill() {
        add(recording("RE1"));
        add(heard(VaultKind.RECORDING, "RE2", after(1)), object -> copied(object, after(1)));
        add(
                heard(VaultKind.RECORDING, "RE3", after(2)),
                object -> copied(object, after(1)).deletedAt(after(2)));
        add(
                heard(VaultKind.MEDIA, "ME4", after(3)),
                object -> copied(object, after(1)).parentSid("SM6"));
        add(heard(VaultKind.MEDIA, "ME5", after(4)), object -> object.parentSid("SM6"));
        add(heard(VaultKind.MEDIA_LIST, "SM6", after(5)), object -> object.state(VaultState.DONE));
        add(VaultObjectBuilder.builder(heard(VaultKind.RECORDING, "RE7", after(6)))
                .accountSid(stranger)
                .build());
    }

    @Test
    void aListIsFilteredByKindStateAndDeletion() {
        fill();

        assertThat(list(filter(null, null, null, null))).containsExactly("SM6", "ME5", "ME4", "RE3", "RE2", "RE1");
        assertThat(list(filter(VaultKind.RECORDING, null, null, null))).containsExactly("RE3", "RE2", "RE1");
        assertThat(list(filter(null, VaultState.COPIED, null, null))).containsExactly("ME4", "RE3", "RE2");
        assertThat(list(filter(VaultKind.MEDIA, VaultState.COPIED, null, null))).containsExactly("ME4");
        assertThat(list(filter(null, null, null, true))).containsExactly("RE3");
        assertThat(list(filter(VaultKind.RECORDING, null, null, false))).containsExactly("RE2", "RE1");
        assertThat(list(filter(null, VaultState.COPIED, null, false))).containsExactly("ME4", "RE2");
        assertThat(list(filter(VaultKind.CALL, null, null, null))).isEmpty();
    }

    @Test
    void aListIsFilteredByObjectOrParent() {
        fill();

        assertThat(list(filter(null, null, "SM6", null))).containsExactly("SM6", "ME5", "ME4");
        assertThat(list(filter(VaultKind.MEDIA, null, "SM6", null))).containsExactly("ME5", "ME4");
        assertThat(list(filter(null, VaultState.HEARD, "SM6", null))).containsExactly("ME5");
        assertThat(list(filter(null, null, "RE3", true))).containsExactly("RE3");
        assertThat(list(filter(null, null, "RE3", false))).isEmpty();
        assertThat(list(filter(null, null, "RE7", null))).isEmpty();
        assertThat(list(filter(null, null, "a\0\ud83d", null))).isEmpty();
        VaultFilter late = new VaultFilter(AccountScope.all(), null, null, "SM6", after(4), after(5), null);
        assertThat(list(late)).containsExactly("ME5");
        List<VaultObject> page = ledger().list(filter(null, null, "SM6", null), null, 2);
        assertThat(sids(ledger().list(filter(null, null, "SM6", null), page.get(1), 2)))
                .containsExactly("ME4");
    }

    @Test
    void aListIsFilteredByTime() {
        fill();
        AccountScope scope = AccountScope.of(List.of(account));

        assertThat(list(new VaultFilter(scope, null, null, null, after(4), null, null)))
                .containsExactly("SM6", "ME5");
        assertThat(list(new VaultFilter(scope, null, null, null, null, after(1), null)))
                .containsExactly("RE1");
        assertThat(list(new VaultFilter(scope, null, null, null, after(1), after(3), null)))
                .containsExactly("RE3", "RE2");
        assertThat(list(new VaultFilter(scope, null, null, null, after(3), after(3), null)))
                .isEmpty();
        VaultObject behind = ledger().list(VaultFilter.all(scope), null, 2).get(1);
        assertThat(sids(ledger().list(new VaultFilter(scope, null, null, null, null, after(3), null), behind, 9)))
                .containsExactly("RE3", "RE2", "RE1");
        assertThat(sids(ledger().list(new VaultFilter(scope, null, null, null, null, after(9), null), behind, 9)))
                .containsExactly("ME4", "RE3", "RE2", "RE1");
    }

    @Test
    void aListShowsWhatIsInItsScope() {
        fill();

        assertThat(list(VaultFilter.all(AccountScope.all()))).hasSize(7).startsWith("RE7");
        assertThat(list(VaultFilter.all(AccountScope.of(List.of(stranger))))).containsExactly("RE7");
        assertThat(list(VaultFilter.all(AccountScope.of(List.of(stranger, account, account)))))
                .hasSize(7);
        assertThat(list(VaultFilter.all(AccountScope.of(List.of())))).isEmpty();
        assertThat(list(new VaultFilter(AccountScope.of(List.of()), null, null, "RE1", null, null, null)))
                .isEmpty();
        assertThat(list(new VaultFilter(AccountScope.all(), null, null, "RE7", null, null, null)))
                .containsExactly("RE7");
    }

    /** Many were heard of at the same moment, in all kinds and states, and of each page some change their states. */
    @Test
    void aListIsPagedThroughWithoutRepeatsAndGapsWhileItsEntriesChange() {
        List<VaultObject> objects = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            VaultKind kind = KINDS.get(i % KINDS.size());
            String owner = i % 5 == 0 ? stranger : account;
            objects.add(
                    VaultObject.heard(owner, kind, "XX" + i / 4, i % 4 < 2 ? "wav" : "mp3", null, "", after(i / 50)));
        }
        ledger().add(objects);
        List<VaultObject> expected = ledger().list(VaultFilter.all(AccountScope.all()), null, 999);
        assertThat(expected)
                .hasSize(objects.size())
                .isSortedAccordingTo(Comparator.comparing(VaultObject::heardAt).reversed());

        List<String> met = new ArrayList<>();
        VaultObject behind = null;
        List<VaultObject> page = ledger().list(VaultFilter.all(AccountScope.all()), null, 7);
        while (!page.isEmpty()) {
            page.forEach(object -> met.add(name(object)));
            behind = page.get(page.size() - 1);
            for (int i = 0; i < objects.size(); i += 3) {
                VaultState state = STATES.get((i + met.size()) % STATES.size());
                change(
                        find(objects.get(i)).orElseThrow(),
                        object -> object.state(state).deletedAt(met.size() % 2 == 0 ? START : null));
            }
            page = ledger().list(VaultFilter.all(AccountScope.all()), behind, 7);
        }

        assertThat(met)
                .isEqualTo(expected.stream().map(VaultLedgerContract::name).toList());
    }

    private static String name(VaultObject object) {
        return object.accountSid() + object.kind() + object.sid() + object.format();
    }

    /** A list is read in several queries, which see one moment. */
    @Test
    void anEntryThatChangesWhileAListIsReadIsOnItOnce() {
        VaultObject object = add(recording("RE1"));
        for (int i = 0; i < 5; i++) {
            add(heard(VaultKind.MEDIA, "ME" + i, after(i + 1)));
        }
        CompletableFuture<Void> changing = CompletableFuture.runAsync(
                () -> {
                    VaultObject latest = object;
                    for (int i = 0; i < 300; i++) {
                        VaultState state = STATES.get(i % STATES.size());
                        latest = change(latest, next -> next.state(state)).orElseThrow();
                    }
                },
                Background.THREADS);
        do {
            assertThat(list(VaultFilter.all(AccountScope.all())))
                    .containsExactly("ME4", "ME3", "ME2", "ME1", "ME0", "RE1");
        } while (!changing.isDone());
        changing.join();
    }

    @Test
    void aWalkMeetsEachEntryOnceHoweverTheyChange() {
        List<VaultObject> objects = IntStream.range(0, 50)
                .mapToObj(i -> VaultObject.heard(
                        i % 2 == 0 ? account : stranger,
                        KINDS.get(i % 6),
                        "XX" + i / 3,
                        i % 3 == 0 ? "" : "f" + i % 3,
                        null,
                        "",
                        START))
                .toList();
        ledger().add(objects);
        Set<String> met = new HashSet<>();
        VaultObject behind = null;
        List<VaultObject> step = ledger().walk(null, 3);
        while (!step.isEmpty()) {
            step.forEach(object -> assertThat(met.add(name(object))).isTrue());
            for (VaultObject object : objects) {
                VaultState state = STATES.get(met.size() % STATES.size());
                change(find(object).orElseThrow(), next -> next.state(state).dueAt(after(met.size())));
            }
            behind = step.get(step.size() - 1);
            step = ledger().walk(behind, 3);
        }
        assertThat(met).hasSize(objects.size());
    }

    @Test
    void entriesAreSummedUpByKindAndState() {
        fill();
        add(
                heard(VaultKind.RECORDING, "RE8", after(8)),
                object -> copied(object, after(9)).length(3_000_000_000L).attempts(2));

        assertThat(ledger().summary(AccountScope.of(List.of(account))))
                .containsExactlyInAnyOrder(
                        new VaultSummary(VaultKind.RECORDING, VaultState.HEARD, 1, 0, 0, 0, START),
                        new VaultSummary(VaultKind.RECORDING, VaultState.COPIED, 3, 3_000_000_014L, 1, 1, after(1)),
                        new VaultSummary(VaultKind.MEDIA, VaultState.COPIED, 1, 7, 0, 0, after(3)),
                        new VaultSummary(VaultKind.MEDIA, VaultState.HEARD, 1, 0, 0, 0, after(4)),
                        new VaultSummary(VaultKind.MEDIA_LIST, VaultState.DONE, 1, 0, 0, 0, after(5)));
        assertThat(ledger().summary(AccountScope.all()))
                .hasSize(5)
                .contains(new VaultSummary(VaultKind.RECORDING, VaultState.HEARD, 2, 0, 0, 0, START));
        assertThat(ledger().summary(AccountScope.of(List.of(stranger))))
                .containsExactly(new VaultSummary(VaultKind.RECORDING, VaultState.HEARD, 1, 0, 0, 0, after(6)));
        assertThat(ledger().summary(AccountScope.of(List.of()))).isEmpty();
    }

    @Test
    void aNoteIsKeptUntilAnotherTakesItsPlace() {
        assertThat(ledger().note("store_id")).isEmpty();
        assertThat(ledger().noteOnce("store_id", "a")).isEqualTo("a");
        assertThat(ledger().noteOnce("store_id", "b")).isEqualTo("a");
        ledger().note("position", "1");
        ledger().note("position", "2");
        ledger().note("", "");

        database.close();
        database = open(folder);
        assertThat(ledger().note("store_id")).hasValue("a");
        assertThat(ledger().note("position")).hasValue("2");
        assertThat(ledger().note("")).hasValue("");
        ledger().note("store_id", "c");
        assertThat(ledger().noteOnce("store_id", "d")).isEqualTo("c");
    }

    @Test
    void allWhoNoteSomethingOnceGetTheSame() {
        List<String> noted = together(thread -> ledger().noteOnce("store_id", "of thread " + thread));

        assertThat(noted)
                .hasSize(THREADS)
                .containsOnly(ledger().note("store_id").orElseThrow());
    }

    @Test
    void aStrangeReasonOfAFailureIsMadeOneThatCanBeStored() {
        for (String strange : List.of(
                "a\0b",
                "\ud83d alone",
                "alone \ude00",
                "x".repeat(5_000),
                "y".repeat(999) + "\ud83d\ude00",
                "",
                "line\nend '\"\\")) {
            VaultObject object = add(recording(TestEntries.sid("RE")), next -> next.failure(strange));

            assertThat(object.failure())
                    .hasSizeLessThanOrEqualTo(VaultObject.MAX_FAILURE)
                    .doesNotContain("\0");
            VaultObject replaced =
                    change(object, next -> next.failure("again: " + strange)).orElseThrow();
            assertThat(find(object)).hasValue(replaced);
            assertThat(replaced.failure()).startsWith("again: ").hasSizeLessThanOrEqualTo(VaultObject.MAX_FAILURE);
        }
    }

    /** Other texts come from the settings, or have a form; a database that cannot keep a character of one still keeps the entry. */
    @Test
    void whatIsReturnedIsWhatIsStoredWhateverTheTexts() {
        VaultObject object = add(recording("RE1"));

        VaultObject replaced = change(
                        object,
                        next -> next.contentType("a\0b \ud83d")
                                .encryptionDetails("{\"k\":\"\0\"}")
                                .deletionRule("\u263e"))
                .orElseThrow();

        assertThat(find(object)).hasValue(replaced);
    }

    @Test
    void timesAreInWholeMilliseconds() {
        Instant fine = START.plusNanos(1_234_567);
        VaultObject object =
                add(recording("RE1"), next -> copied(next, fine).deletedAt(fine).dueAt(fine));

        assertThat(object.copiedAt())
                .isEqualTo(START.plusMillis(1))
                .isEqualTo(object.deletedAt())
                .isEqualTo(object.dueAt());
    }

    @Test
    void neitherRetentionNorARebuildTouchesTheLedger() {
        VaultObject object = add(recording("RE1"));
        ledger().note("position", "1");
        database.events().append(TestTraffic.entries(20, 10, 1, START));
        RetentionStore retention = database.retention(Projector::references);
        RetentionStore.Step step = retention.deleteSome(after(1_000_000_000), 0, 1_000);
        while (!step.finished()) {
            step = retention.deleteSome(after(1_000_000_000), step.afterId(), 1_000);
        }
        database.projections().drop();
        database.projections().finish(1);

        assertThat(find(object)).hasValue(object);
        assertThat(ledger().note("position")).hasValue("1");
    }
}
