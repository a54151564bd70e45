package dev.ringback.storage;

import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Digest;
import dev.ringback.model.HeaderFields;
import dev.ringback.model.HeaderFields.HeaderField;
import dev.ringback.model.Page;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.QuarantineStore.Kept;
import dev.ringback.storage.QuarantineStore.LetGo;
import dev.ringback.storage.QuarantineStore.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what {@link QuarantineStore} promises. */
public abstract class QuarantineStoreContract extends StorageContract {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final QuarantineLimits LIMITS = QuarantineLimits.defaults();
    private static final LetGo NOTHING = new LetGo(0, 0, 0);

    @Test
    void emptyQuarantineAnswersEverything() {
        assertThat(all()).isEmpty();
        assertThat(size()).isEqualTo(new Size(0, 0));
        assertThat(store().trim(LIMITS, START, 10)).isEqualTo(NOTHING);
        assertThat(store().keep(List.of(), LIMITS)).isEqualTo(new Kept(0, NOTHING));
        store().remove(List.of(1L));
        store().recognise(List.of(account));
        assertThat(size()).isEqualTo(new Size(0, 0));
    }

    @Test
    void aRequestComesBackWholeAfterReopening() {
        String everyByte = IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());
        RefusedRequest whole = new RefusedRequest(
                account,
                true,
                "mismatch",
                START.plusMillis(7),
                "203.0.113.7",
                "POST",
                "https",
                "/twilio/a%20b?x=%zz&y=\u00e4\u263e",
                new HeaderFields(List.of(
                        new HeaderField("Host", "hooks.example.com:8443"),
                        new HeaderField("X-Forwarded-For", "a: b"),
                        new HeaderField("x-forwarded-for", ""),
                        new HeaderField("User-Agent", "\u00fc"))),
                PayloadFormat.JSON,
                everyByte,
                new Digest(-1, Long.MIN_VALUE));
        keep(whole);
        database.close();
        database = open(folder);

        assertThat(all())
                .singleElement()
                .extracting(QuarantinedRequest::request)
                .isEqualTo(whole);
        assertThat(all().get(0).request().headers().first("X-FORWARDED-FOR")).isEqualTo("a: b");
        assertThat(size()).isEqualTo(new Size(1, whole.bytes()));
    }

    @Test
    void theSameRequestIsKeptOnce() {
        RefusedRequest first = request(account, true, START, 10);
        RefusedRequest again = new RefusedRequest(
                account,
                true,
                first.reason(),
                START.plusSeconds(5),
                "another address",
                first.method(),
                first.scheme(),
                first.target(),
                first.headers(),
                first.format(),
                first.body(),
                first.digest());

        assertThat(keep(first, again).added()).isEqualTo(1);
        assertThat(keep(again).added()).isZero();

        assertThat(all())
                .singleElement()
                .extracting(QuarantinedRequest::request)
                .isEqualTo(first);
        assertThat(size().requests()).isEqualTo(1);
    }

    @Test
    void theOldestGoFirstWhenThereAreTooMany() {
        List<RefusedRequest> requests = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            requests.add(request(account, true, START.plusSeconds(i), 10));
        }
        QuarantineLimits five = limits(5, LIMITS.bytes());

        LetGo letGo = store().keep(requests.subList(0, 4), five).letGo();
        assertThat(letGo).isEqualTo(NOTHING);
        assertThat(store().keep(requests.subList(4, 7), five).letGo()).isEqualTo(new LetGo(2, 0, 0));

        assertThat(requestsOldestFirst()).isEqualTo(requests.subList(2, 7));
        assertThat(size())
                .isEqualTo(new Size(
                        5,
                        requests.subList(2, 7).stream()
                                .mapToLong(RefusedRequest::bytes)
                                .sum()));
    }

    @Test
    void theOldestGoFirstWhenTheyAreTooLarge() {
        RefusedRequest old = request(account, true, START, 1_000);
        RefusedRequest young = request(account, true, START.plusSeconds(1), 1_000);
        RefusedRequest large = request(account, true, START.plusSeconds(2), 2_000);
        QuarantineLimits limits = limits(100, young.bytes() + large.bytes());

        keep(limits, old, young);
        assertThat(keep(limits, large).letGo()).isEqualTo(new LetGo(0, 1, 0));

        assertThat(requestsOldestFirst()).containsExactly(young, large);
    }

    @Test
    void strangersTakeNoPlaceFromOurs() {
        RefusedRequest ours = request(account, true, START, 10);
        RefusedRequest firstStranger = request(stranger, false, START.plusSeconds(1), 10);
        RefusedRequest secondStranger = request(stranger, false, START.plusSeconds(2), 10);
        RefusedRequest ours2 = request(account, true, START.plusSeconds(3), 10);
        QuarantineLimits two = limits(2, LIMITS.bytes());

        keep(two, ours, firstStranger, secondStranger);
        assertThat(requestsOldestFirst()).containsExactly(ours, secondStranger);
        keep(two, ours2);
        assertThat(requestsOldestFirst()).containsExactly(ours, ours2);
        keep(two, request(stranger, false, START.plusSeconds(4), 10));
        assertThat(requestsOldestFirst()).containsExactly(ours, ours2);
    }

    @Test
    void anAccountThatTheSettingsHaveNowIsNoStrangerAnyMore() {
        RefusedRequest subaccount = request(stranger, false, START, 10);
        RefusedRequest former = request(account, true, START.plusSeconds(1), 10);
        keep(subaccount, former);

        store().recognise(List.of(stranger));
        keep(limits(1, LIMITS.bytes()));

        assertThat(requestsOldestFirst()).extracting(RefusedRequest::accountSid).containsExactly(stranger);
        assertThat(requestsOldestFirst().get(0).known()).isTrue();
    }

    @Test
    void theOldGoInSmallSteps() {
        List<RefusedRequest> old = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            old.add(request(i % 2 == 0 ? account : stranger, i % 2 == 0, START.minusSeconds(i), 10));
        }
        RefusedRequest young = request(account, true, START.plusSeconds(1), 10);
        store().keep(old, LIMITS);
        keep(young);
        Instant later = START.plusSeconds(1).plus(LIMITS.age());

        assertThat(store().trim(LIMITS, later, 4)).isEqualTo(new LetGo(0, 0, 4));
        assertThat(store().trim(LIMITS, later, 4)).isEqualTo(new LetGo(0, 0, 4));
        assertThat(store().trim(LIMITS, later, 4)).isEqualTo(new LetGo(0, 0, 2));

        assertThat(requestsOldestFirst()).containsExactly(young);
        assertThat(size()).isEqualTo(new Size(1, young.bytes()));
    }

    @Test
    void lowerLimitsAreReachedInSmallSteps() {
        for (int i = 0; i < 9; i++) {
            keep(request(account, true, START.plusSeconds(i), 10));
        }

        assertThat(store().trim(limits(2, LIMITS.bytes()), START, 4)).isEqualTo(new LetGo(4, 0, 0));
        assertThat(store().trim(limits(2, LIMITS.bytes()), START, 4)).isEqualTo(new LetGo(3, 0, 0));
        assertThat(size().requests()).isEqualTo(2);
    }

    @Test
    void pagesGoByIdInBothDirections() {
        for (int i = 0; i < 5; i++) {
            keep(request(account, true, START.minusSeconds(i), 10));
        }
        List<QuarantinedRequest> oldestFirst = all();

        Page<QuarantinedRequest> first = store().newestFirst(AccountScope.all(), Long.MAX_VALUE, 2);
        assertThat(first.items()).containsExactly(oldestFirst.get(4), oldestFirst.get(3));
        assertThat(first.hasNext()).isTrue();
        keep(request(account, true, START, 10));
        Page<QuarantinedRequest> second =
                store().newestFirst(AccountScope.all(), first.items().get(1).id(), 3);
        assertThat(second.items()).containsExactly(oldestFirst.get(2), oldestFirst.get(1), oldestFirst.get(0));
        assertThat(second.hasNext()).isFalse();
        assertThat(store().oldestFirst(AccountScope.all(), oldestFirst.get(1).id(), 2)
                        .items())
                .containsExactly(oldestFirst.get(2), oldestFirst.get(3));
    }

    @Test
    void aPageHoldsOnlySoManyBytes() {
        int large = (int) QuarantineStore.PAGE_BYTES / 2;
        for (int i = 0; i < 3; i++) {
            keep(request(account, true, START, large));
        }
        keep(request(account, true, START, 2 * large));

        assertThat(store().oldestFirst(AccountScope.all(), 0, 100).items()).hasSize(2);
        assertThat(store().newestFirst(AccountScope.all(), Long.MAX_VALUE, 100))
                .satisfies(page -> assertThat(page.items()).hasSize(1))
                .satisfies(page -> assertThat(page.hasNext()).isTrue());
    }

    @Test
    void aScopeShowsOnlyItsAccounts() {
        keep(request(account, true, START, 10), request(stranger, false, START, 10));

        assertThat(store().oldestFirst(AccountScope.of(List.of(account)), 0, 10).items())
                .extracting(item -> item.request().accountSid())
                .containsExactly(account);
        assertThat(store().oldestFirst(AccountScope.of(List.of()), 0, 10).items())
                .isEmpty();
        assertThat(store().newestFirst(AccountScope.of(List.of(account)), Long.MAX_VALUE, 1)
                        .hasNext())
                .isFalse();
    }

    @Test
    void aRemovedRequestIsGoneAndItsIdIsNotGivenAgain() {
        keep(request(account, true, START, 10));
        long id = all().get(0).id();

        store().remove(List.of(id));
        store().remove(List.of(id));
        keep(request(account, true, START, 10));

        assertThat(all())
                .singleElement()
                .satisfies(item -> assertThat(item.id()).isGreaterThan(id));
        assertThat(size().requests()).isEqualTo(1);
    }

    @Test
    void itIsNoPartOfTheLog() {
        keep(request(account, true, START, 10));

        assertThat(database.events().lastReceivedAt()).isEmpty();
    }

    @Test
    void closedDatabaseIsUnavailable() {
        QuarantineStore store = store();
        database.close();

        assertThatThrownBy(() -> store.keep(List.of(request(account, true, START, 10)), LIMITS))
                .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(store::size).isInstanceOf(StorageUnavailableException.class);
    }

    private QuarantineStore store() {
        return database.quarantine();
    }

    private Kept keep(RefusedRequest... requests) {
        return keep(LIMITS, requests);
    }

    private Kept keep(QuarantineLimits limits, RefusedRequest... requests) {
        return store().keep(List.of(requests), limits);
    }

    private Size size() {
        return store().size();
    }

    private List<QuarantinedRequest> all() {
        return store().oldestFirst(AccountScope.all(), 0, 1_000).items();
    }

    private List<RefusedRequest> requestsOldestFirst() {
        return all().stream().map(QuarantinedRequest::request).toList();
    }

    private static QuarantineLimits limits(int requests, long bytes) {
        return new QuarantineLimits(requests, bytes, Duration.ofDays(7));
    }

    private static RefusedRequest request(String accountSid, boolean known, Instant receivedAt, int bodyBytes) {
        return new RefusedRequest(
                accountSid,
                known,
                "mismatch",
                receivedAt,
                "127.0.0.1",
                "POST",
                "http",
                "/twilio?" + sid("SM"),
                new HeaderFields(List.of(new HeaderField("Host", "localhost"))),
                PayloadFormat.FORM,
                "x".repeat(bodyBytes),
                new Digest(
                        ThreadLocalRandom.current().nextLong(),
                        ThreadLocalRandom.current().nextLong()));
    }
}
