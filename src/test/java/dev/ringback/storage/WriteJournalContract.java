package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Actor;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.Page;
import dev.ringback.model.Role;
import dev.ringback.model.WriteDraft;
import dev.ringback.model.WriteFate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes to Twilio that must not be repeated, from before they are sent until their outcome is known. */
public abstract class WriteJournalContract extends StorageContract {
    private static final Instant THEN = Instant.ofEpochMilli(1_764_000_000_123L);
    private static final Duration LONG = Duration.ofHours(1);
    private static final String SID = "SM" + "1".repeat(32);

    private final String likeness = UUID.randomUUID().toString();
    private WriteJournal journal;

    @BeforeEach
    void takeJournal() {
        journal = database.writes();
    }

    private WriteDraft draft() {
        return new WriteDraft(
                UUID.randomUUID().toString(),
                account,
                "MESSAGE_CREATE",
                "POST",
                "/2010-04-01/Accounts/AC1/Messages.json?a=b",
                null,
                "Body=\u0000\u00ff",
                likeness,
                Actor.of(account, "SK1", Role.WRITER),
                THEN,
                "node");
    }

    private List<JournaledWrite> listed() {
        return journal.newestFirst(AccountScope.of(List.of(account)), null, Long.MAX_VALUE, 10)
                .items();
    }

    private boolean isUndecided(long id) {
        return journal.undecided(1_000).stream().anyMatch(write -> write.id() == id);
    }

    @Test
    void allOfAWriteIsKept() {
        WriteDraft draft = draft();
        long id = journal.add(draft, LONG);
        assertThat(listed()).isEmpty();
        assertThat(journal.unknown(id, THEN)).contains(new JournaledWrite(id, draft, WriteFate.UNKNOWN, null, null));
        assertThat(listed()).containsExactly(new JournaledWrite(id, draft, WriteFate.UNKNOWN, null, null));
        assertThat(journal.unknown(id, THEN)).isEmpty();
    }

    @Test
    void aWriteThatIsAnsweredIsForgotten() {
        WriteDraft draft = draft();
        long id = journal.add(draft, LONG);
        assertThat(journal.has(draft.mark())).isTrue();
        assertThat(journal.answered(id, SID, THEN)).isEmpty();
        assertThat(journal.has(draft.mark())).isFalse();
        assertThat(journal.claimed(likeness)).isEmpty();
        assertThat(journal.unknown(id, THEN)).isEmpty();
    }

    @Test
    void theMarksOfUndecidedWritesAreOpenUntilSomethingIsSeen() {
        WriteDraft first = draft();
        WriteDraft second = draft();
        journal.add(first, LONG);
        journal.unknown(journal.add(second, LONG), THEN);
        assertThat(journal.openMarks()).contains(first.mark(), second.mark());
        journal.seen(first.mark(), account, SID, THEN);
        journal.seen(second.mark(), account, SID, THEN);
        assertThat(journal.openMarks()).doesNotContain(first.mark(), second.mark());
    }

    @Test
    void theEventsAboutAWriteStandBehindTheNewestOfWhenItWasNoted() {
        database.events().append(List.of(TestEntries.entry(TestEntries.event(account, SID))));
        long newest = database.projections().newestEvent();
        journal.add(draft(), LONG);
        assertThat(journal.beginning()).isBetween(0L, newest);
    }

    @Test
    void whatAWriteHasMadeIsKeptWhileOneThatLooksLikeItIsUndecided() {
        long first = journal.add(draft(), LONG);
        long second = journal.add(draft(), LONG);
        assertThat(journal.answered(second, SID, THEN)).isEmpty();
        assertThat(journal.claimed(likeness)).containsExactly(SID);
        assertThat(listed()).isEmpty();
        assertThat(isUndecided(second)).isFalse();
        journal.answered(first, null, THEN);
        journal.deleteDecidedBefore(THEN.plusMillis(1));
        assertThat(journal.claimed(likeness)).isEmpty();
    }

    @Test
    void anAnswerThatComesLateIsTold() {
        long id = journal.add(draft(), LONG);
        journal.unknown(id, THEN);
        assertThat(journal.answered(id, null, THEN))
                .hasValueSatisfying(write -> assertThat(write.fate()).isEqualTo(WriteFate.UNKNOWN));
        assertThat(listed()).isEmpty();
    }

    @Test
    void aWriteIsTakenUpOnlyAfterItsTime() {
        long inTime = journal.add(draft(), LONG);
        long late = journal.add(draft(), Duration.ZERO);
        Awaitility.await().until(() -> isUndecided(late));
        assertThat(isUndecided(inTime)).isFalse();
        journal.unknown(inTime, THEN);
        assertThat(isUndecided(inTime)).isTrue();
    }

    @Test
    void aCallbackDecidesAnUnknownWriteOfItsAccount() {
        WriteDraft draft = draft();
        long id = journal.add(draft, LONG);
        journal.unknown(id, THEN);
        assertThat(journal.seen(draft.mark(), stranger, SID, THEN)).isEmpty();
        assertThat(journal.seen(draft.mark(), account, SID, THEN.plusMillis(5))).hasValueSatisfying(write -> {
            assertThat(write.fate()).isEqualTo(WriteFate.CREATED);
            assertThat(write.sid()).isEqualTo(SID);
            assertThat(write.decidedAt()).isEqualTo(THEN.plusMillis(5));
            assertThat(write.write().body()).isEmpty();
        });
        assertThat(journal.seen(draft.mark(), account, SID, THEN)).isEmpty();
        assertThat(isUndecided(id)).isFalse();
    }

    @Test
    void aCallbackThatComesBeforeTheAnswerIsRemembered() {
        WriteDraft draft = draft();
        long id = journal.add(draft, LONG);
        assertThat(journal.seen(draft.mark(), account, SID, THEN)).isEmpty();
        assertThat(journal.unknown(id, THEN.plusMillis(7))).hasValueSatisfying(write -> {
            assertThat(write.fate()).isEqualTo(WriteFate.CREATED);
            assertThat(write.sid()).isEqualTo(SID);
            assertThat(write.decidedAt()).isEqualTo(THEN.plusMillis(7));
        });
    }

    @Test
    void aCallbackThatComesAfterADayStillDecides() {
        WriteDraft draft = draft();
        long id = journal.add(draft, LONG);
        assertThat(journal.notSeen(id, THEN)).isEmpty();
        journal.unknown(id, THEN);
        assertThat(journal.notSeen(id, THEN))
                .hasValueSatisfying(write -> assertThat(write.fate()).isEqualTo(WriteFate.NOT_SEEN));
        assertThat(journal.seen(draft.mark(), account, SID, THEN)).isPresent();
    }

    @Test
    void whatTheMirrorShowsAfterADayStillDecides() {
        long id = journal.add(draft(), LONG);
        assertThat(journal.countUnknown(account)).isZero();
        journal.unknown(id, THEN);
        assertThat(journal.countUnknown(account)).isEqualTo(1);
        journal.notSeen(id, THEN);
        assertThat(journal.countUnknown(account)).isZero();
        assertThat(journal.created(id, SID, THEN))
                .hasValueSatisfying(write -> assertThat(write.fate()).isEqualTo(WriteFate.CREATED));
    }

    @Test
    void whatTheMirrorShowsIsCreatedOnce() {
        long id = journal.add(draft(), LONG);
        assertThat(journal.created(id, SID, THEN)).isEmpty();
        journal.unknown(id, THEN);
        assertThat(journal.created(id, SID, THEN)).isPresent();
        assertThat(journal.created(id, SID, THEN)).isEmpty();
        assertThat(journal.claimed(likeness)).containsExactly(SID);
    }

    @Test
    void theListHasPagesStatesAndAccounts() {
        for (int i = 0; i < 3; i++) {
            journal.unknown(journal.add(draft(), LONG), THEN);
        }
        List<JournaledWrite> all = listed();
        assertThat(all).hasSize(3).isSortedAccordingTo((one, other) -> Long.compare(other.id(), one.id()));
        journal.notSeen(all.get(1).id(), THEN);
        AccountScope own = AccountScope.of(List.of(account));
        assertThat(journal.newestFirst(own, WriteFate.NOT_SEEN, Long.MAX_VALUE, 10)
                        .items())
                .extracting(JournaledWrite::id)
                .containsExactly(all.get(1).id());
        Page<JournaledWrite> page = journal.newestFirst(own, null, all.get(0).id(), 1);
        assertThat(page.items())
                .extracting(JournaledWrite::id)
                .containsExactly(all.get(1).id());
        assertThat(page.hasNext()).isTrue();
        assertThat(journal.newestFirst(AccountScope.of(List.of(stranger)), null, Long.MAX_VALUE, 10)
                        .items())
                .isEmpty();
        assertThat(journal.newestFirst(AccountScope.all(), null, Long.MAX_VALUE, 1)
                        .items())
                .hasSize(1);
    }
}
