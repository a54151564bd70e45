package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Silence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what {@link SilenceStore} promises. */
public abstract class SilenceStoreContract extends StorageContract {
    private static final Instant START = TestEntries.START;
    private static final Instant END = START.plusSeconds(3600);

    @Test
    void itComesBackWholeWithAnIdOfItsOwn() {
        Silence given = new Silence(
                99,
                "sms-failures",
                List.of("error_code = 30007", "to =~ \"\\\\+1415.*\"", "", "a\nb \u263e"),
                START.plusMillis(7),
                END,
                "ann@example.com",
                "carrier works on it, \u00fc");

        Silence added = store().add(given);

        assertThat(added)
                .isEqualTo(new Silence(
                        1, given.rule(), given.matchers(), given.startsAt(), END, given.createdBy(), given.comment()));
        database.close();
        database = open(folder);
        assertThat(store().find(1)).hasValue(added);
        assertThat(store().find(99)).isEmpty();
        assertThat(store().add(silence(START, END)).id()).isEqualTo(2);
    }

    @Test
    void oneThatHoldsForAllRulesAndWithoutMatchersIsOneToo() {
        Silence added = store().add(new Silence(0, "", List.of(), START, END, "", ""));
        assertThat(store().find(added.id())).hasValue(added);
        assertThat(added.matchers()).isEmpty();
    }

    @Test
    void itIsEndedBeforeItsTimeAndNotAfterIt() {
        long id = store().add(silence(START, END)).id();
        long another = store().add(silence(START, END)).id();
        Instant now = START.plusSeconds(60);

        assertThat(store().end(id, now))
                .hasValueSatisfying(ended -> assertThat(ended.endsAt()).isEqualTo(now));
        assertThat(store().end(id, now.plusSeconds(60)))
                .hasValueSatisfying(ended -> assertThat(ended.endsAt()).isEqualTo(now));
        assertThat(store().find(id))
                .hasValueSatisfying(ended -> assertThat(ended.isActive(now)).isFalse());
        assertThat(store().find(another))
                .hasValueSatisfying(other -> assertThat(other.endsAt()).isEqualTo(END));
        assertThat(store().end(4711, now)).isEmpty();
    }

    @Test
    void thoseThatEndAfterAMomentAreListedTheNewestFirst() {
        Silence over = store().add(silence(START, START.plusSeconds(10)));
        Silence longest = store().add(silence(START, END.plusSeconds(10)));
        Silence planned = store().add(silence(END, END.plusSeconds(5)));

        assertThat(store().endingAfter(Instant.EPOCH)).containsExactly(planned, longest, over);
        assertThat(store().endingAfter(START.plusSeconds(10))).containsExactly(planned, longest);
        assertThat(store().endingAfter(START.plusMillis(9_999))).hasSize(3);
        assertThat(store().endingAfter(END.plusSeconds(5))).containsExactly(longest);
    }

    @Test
    void thoseThatEndedBeforeAMomentAreForgottenAndTheirIdsNotGivenAgain() {
        Silence longest = store().add(silence(START, END));
        Silence over = store().add(silence(START, START.plusSeconds(10)));

        store().deleteEndedBefore(START.plusSeconds(10));
        assertThat(store().endingAfter(Instant.EPOCH)).containsExactly(over, longest);
        store().deleteEndedBefore(START.plusMillis(10_001));
        assertThat(store().endingAfter(Instant.EPOCH)).containsExactly(longest);

        assertThat(store().add(silence(START, END)).id()).isGreaterThan(over.id());
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        SilenceStore store = store();
        database.close();
        assertThatThrownBy(() -> store.add(silence(START, END))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.find(1)).isInstanceOf(StorageUnavailableException.class);
    }

    private SilenceStore store() {
        return database.silences();
    }

    private static Silence silence(Instant startsAt, Instant endsAt) {
        return new Silence(0, "rule", List.of("sid = SM1"), startsAt, endsAt, "ann", "");
    }
}
