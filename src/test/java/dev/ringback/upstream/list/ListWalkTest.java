package dev.ringback.upstream.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Message;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.TestMirror;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A walk over a list stores its rows, and follows its links no further than it should. */
class ListWalkTest {
    private static final Instant HOUR_AGO = TestMirror.START.minusSeconds(3_600);

    @TempDir
    Path folder;

    private TestMirror mirror;

    @BeforeEach
    void open() {
        mirror = TestMirror.open(folder);
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    private void add(int messages) {
        for (int i = 0; i < messages; i++) {
            mirror.twilio().add(TestMirror.message(i, "delivered", HOUR_AGO.plusSeconds(i)));
        }
    }

    private ListWalk walk(@Nullable Instant keptSince) {
        return new ListPages(mirror.upstream(), mirror::store)
                .walk(
                        ListQuery.between(
                                TestMirror.ACCOUNT, ResourceKind.MESSAGE, HOUR_AGO.minusSeconds(60), TestMirror.START),
                        Purpose.BACKFILL,
                        keptSince,
                        null);
    }

    private double refusedAnswers() {
        return mirror.registry()
                .get("ringback.upstream.answers.refused")
                .counter()
                .count();
    }

    @Test
    void pagesOfAThousandAreStoredAHundredAtOnce() {
        add(2_500);
        ListWalk walk = walk(null);
        assertThat(walk.next().join().rows()).isEqualTo(1_000);
        assertThat(walk.next().join().stored()).isEqualTo(1_000);
        ListPage last = walk.next().join();
        assertThat(last.rows()).isEqualTo(500);
        assertThat(last.next()).isNull();
        assertThat(last.cut()).isFalse();
        assertThat(last.oldest()).isEqualTo(HOUR_AGO);
        assertThat(walk.hasNext()).isFalse();
        assertThat(mirror.asked()).isEqualTo(3);
        assertThat(mirror.storedAtOnce()).hasSize(25).containsOnly(100);
        assertThat(mirror.messages("delivered")).isEqualTo(2_500);
    }

    @Test
    void aPageThatLinksToItselfEndsTheWalk() {
        add(1_500);
        mirror.twilio().faults().once(Fault.nextPageItself());
        ListWalk walk = walk(null);
        ListPage page = walk.next().join();
        assertThat(page.stored()).isEqualTo(1_000);
        assertThat(page.cut()).isTrue();
        assertThat(walk.hasNext()).isFalse();
        assertThat(refusedAnswers()).isEqualTo(1);
    }

    @Test
    void aPageThatLinksToAnotherHostEndsTheWalk() {
        add(1_500);
        mirror.twilio().faults().once(Fault.nextPageAt("https://attacker.example/2010-04-01/Messages.json"));
        ListWalk walk = walk(null);
        assertThat(walk.next().join().cut()).isTrue();
        assertThat(walk.hasNext()).isFalse();
        assertThat(refusedAnswers()).isEqualTo(1);
        assertThat(mirror.asked()).isEqualTo(1);
    }

    @Test
    void aPageThatLinksToAnotherListEndsTheWalk() {
        add(1_500);
        mirror.twilio()
                .faults()
                .once(Fault.nextPageAt("/2010-04-01/Accounts/" + TestMirror.ACCOUNT + "/Calls.json?PageSize=1000"));
        ListWalk walk = walk(null);
        assertThat(walk.next().join().cut()).isTrue();
        assertThat(refusedAnswers()).isEqualTo(1);
    }

    @Test
    void rowsOfAnotherAccountAreRefusedAndTheOthersStored() {
        add(3);
        Message second = TestMirror.message(1, "delivered", HOUR_AGO);
        mirror.twilio()
                .faults()
                .once(Fault.replacing("\"sid\":\"" + second.sid() + "\"", "\"sid\":\"" + second.sid() + "x\""));
        ListPage page = walk(null).next().join();
        assertThat(page.rows()).isEqualTo(3);
        assertThat(page.refused() + page.stored()).isEqualTo(3);
        mirror.twilio().faults().once(Fault.replacing(TestMirror.ACCOUNT, "AC00000000000000000000000000000009"));
        ListPage foreign = walk(null).next().join();
        assertThat(foreign.refused()).isEqualTo(3);
        assertThat(foreign.stored()).isZero();
    }

    @Test
    void pagesThatFailAreAskedForSmaller() {
        add(1_200);
        mirror.twilio().conditions().largePagesFail(true);
        ListWalk walk = walk(null);
        ListPage page = walk.next().join();
        assertThat(page.rows()).isEqualTo(500);
        assertThat(page.requests()).isEqualTo(2);
        assertThat(walk.next().join().rows()).isEqualTo(500);
        assertThat(walk.next().join().rows()).isEqualTo(200);
        assertThat(walk.hasNext()).isFalse();
        assertThat(mirror.messages("delivered")).isEqualTo(1_200);
    }

    @Test
    void rowsThatAreOlderThanWhatIsKeptAreNotStored() {
        add(10);
        ListPage page = walk(HOUR_AGO.plusSeconds(4)).next().join();
        assertThat(page.tooOld()).isEqualTo(4);
        assertThat(page.stored()).isEqualTo(6);
        assertThat(mirror.messages("delivered")).isEqualTo(6);
    }

    @Test
    void htmlIsRefusedAndTheSamePageCanBeAskedForAgain() {
        add(1);
        mirror.twilio().faults().once(Fault.html());
        ListWalk walk = walk(null);
        assertThatThrownBy(() -> walk.next().join())
                .cause()
                .isInstanceOfSatisfying(
                        ListException.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ListException.Reason.ANSWER));
        assertThat(refusedAnswers()).isEqualTo(1);
        assertThat(walk.next().join().stored()).isEqualTo(1);
    }

    @Test
    void aListThatReachesTooFarBackIsARequestThatTwilioRefuses() {
        ListWalk walk = new ListPages(mirror.upstream(), mirror::store)
                .walk(
                        ListQuery.between(
                                TestMirror.ACCOUNT,
                                ResourceKind.MESSAGE,
                                TestMirror.START.minus(Duration.ofDays(401)),
                                TestMirror.START),
                        Purpose.BACKFILL,
                        null,
                        null);
        assertThatThrownBy(() -> walk.next().join())
                .cause()
                .isInstanceOfSatisfying(
                        ListException.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ListException.Reason.REQUEST));
    }
}
