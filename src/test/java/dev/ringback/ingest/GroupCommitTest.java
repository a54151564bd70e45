package dev.ringback.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FailingStore store = new FailingStore();
    private final IngestMetrics metrics = new IngestMetrics(registry);
    private final GroupCommit groupCommit = new GroupCommit(new EventIntake(store, EventScreen.NONE, metrics), metrics);

    @AfterEach
    void close() {
        store.gate.countDown();
        groupCommit.close();
    }

    @Test
    void submissionsThatGatherDuringACommitAreOneCommit() throws Exception {
        groupCommit.start();
        CompletableFuture<Void> first = groupCommit.submit(List.of(entry("one")), PATIENT);
        store.awaitAppend();
        List<CompletableFuture<Void>> gathered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            gathered.add(groupCommit.submit(List.of(entry("more" + i)), PATIENT));
        }
        assertThat(first).isNotDone();

        store.gate.countDown();

        for (CompletableFuture<Void> answer : gathered) {
            answer.get();
        }
        assertThat(store.commits).extracting(List::size).containsExactly(1, 20);
    }

    @Test
    void aCulpritIsKeptRawAndItsNeighboursAreUnharmed() throws Exception {
        store.poison = entry ->
                entry.event().payload().contains("poison") && !entry.resources().isEmpty();
        CompletableFuture<Void> good = groupCommit.submit(List.of(entry("good")), PATIENT);
        CompletableFuture<Void> bad = groupCommit.submit(List.of(entry("batch"), entry("poison")), PATIENT);
        store.gate.countDown();

        groupCommit.start();

        good.get();
        bad.get();
        List<Entry> stored = store.commits.stream().flatMap(List::stream).toList();
        assertThat(stored).hasSize(3);
        assertThat(stored)
                .filteredOn(entry -> entry.event().problem() == null)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.resources()).isNotEmpty());
        assertThat(stored)
                .filteredOn(entry -> entry.event().problem() != null)
                .singleElement()
                .satisfies(entry -> assertThat(entry.event().payload()).contains("poison"));
        assertThat(registry.get("ringback.events")
                        .tag("outcome", "marked")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("ringback.events")
                        .tag("outcome", "stored")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anEventThatCannotEvenBeKeptRawIsNotAcknowledged() throws Exception {
        store.poison = entry -> entry.event().payload().contains("poison");
        CompletableFuture<Void> bad = groupCommit.submit(List.of(entry("poison")), PATIENT);
        CompletableFuture<Void> good = groupCommit.submit(List.of(entry("good")), PATIENT);
        store.gate.countDown();

        groupCommit.start();

        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(StorageException.class);
        good.get();
    }

    @Test
    void anOutageIsWaitedOut() throws Exception {
        store.outages = 3;
        store.gate.countDown();
        groupCommit.start();

        groupCommit.submit(List.of(entry("held")), PATIENT).get();

        assertThat(store.outages).isZero();
        assertThat(store.commits).hasSize(1);
    }

    @Test
    void patienceEndsAndTheNextIsStillServed() throws Exception {
        store.outages = Integer.MAX_VALUE;
        store.gate.countDown();
        groupCommit.start();

        assertThatThrownBy(groupCommit.submit(List.of(entry("lost")), Duration.ofMillis(200))::get)
                .hasCauseInstanceOf(StorageUnavailableException.class);
        assertThat(store.commits).isEmpty();
        store.outages = 0;

        groupCommit.submit(List.of(entry("next")), PATIENT).get();
        assertThat(store.commits).hasSize(1);
    }

    @Test
    void anErrorNobodyExpectedFailsTheBatchAndNotTheWriter() throws Exception {
        store.poison = entry -> {
            if (entry.event().payload().contains("poison")) {
                throw new AssertionError("a bug");
            }
            return false;
        };
        store.gate.countDown();
        groupCommit.start();

        assertThatThrownBy(groupCommit.submit(List.of(entry("poison")), PATIENT)::get)
                .hasCauseInstanceOf(AssertionError.class);

        groupCommit.submit(List.of(entry("good")), PATIENT).get();
    }

    @Test
    void tooManyWaitingAreRefusedAndCounted() throws Exception {
        groupCommit.start();
        CompletableFuture<Void> first = groupCommit.submit(List.of(entry("one")), PATIENT);
        store.awaitAppend();
        Entry entry = entry("x");
        CompletableFuture<Void> last = first;
        for (int i = 0; i <= 20_000; i++) {
            last = groupCommit.submit(List.of(entry), PATIENT);
        }

        assertThat(last).isCompletedExceptionally();
        assertThat(registry.get("ringback.overloaded").counter().count()).isEqualTo(1);
        store.gate.countDown();
        first.get();
    }

    @Test
    void closingCommitsWhatItHolds() throws Exception {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(groupCommit.submit(List.of(entry("n" + i)), PATIENT));
        }
        store.gate.countDown();
        groupCommit.start();

        groupCommit.close();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(groupCommit.submit(List.of(entry("late")), PATIENT)).isCompletedExceptionally();
    }

    private static Entry entry(String tag) {
        String form = TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent")
                .with("Tag", tag)
                .form();
        Account account = Account.of(TestCallbacks.ACCOUNT_SID, "token");
        Arrival arrival = new Arrival(
                account,
                "https://hooks.example.com/twilio",
                "POST",
                "/twilio",
                null,
                Instant.EPOCH,
                EventSource.CALLBACK);
        return new CallbackReader(new Accounts(List.of(account)))
                .readForm(arrival, form.getBytes(StandardCharsets.UTF_8), FormBody.parse(form))
                .get(0);
    }

    /** Fails as told; the first append waits at the gate. */
    private static final class FailingStore implements EventStore {
        final CountDownLatch gate = new CountDownLatch(1);
        final List<List<Entry>> commits = new ArrayList<>();
        volatile Predicate<Entry> poison = entry -> false;
        volatile int outages;
        private final CountDownLatch arrived = new CountDownLatch(1);

        void awaitAppend() throws InterruptedException {
            arrived.await();
        }

        @Override
        public synchronized List<Appended> append(List<Entry> entries) {
            arrived.countDown();
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (outages > 0) {
                outages--;
                throw new StorageUnavailableException("append");
            }
            if (entries.stream().anyMatch(poison)) {
                throw new StorageException("append");
            }
            commits.add(List.copyOf(entries));
            return entries.stream().map(entry -> Appended.STORED).toList();
        }

        @Override
        public List<LoggedEvent> timeline(Collection<String> accountSids, String sid, long afterId, int limit) {
            return List.of();
        }

        @Override
        public Optional<Instant> lastReceivedAt() {
            return Optional.empty();
        }

        @Override
        public void checkWritable() {}
    }
}
