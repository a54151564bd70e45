package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Actor;
import dev.ringback.model.Session;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests what {@link SessionStore} promises. */
public abstract class SessionStoreContract extends StorageContract {
    private static final Instant START = TestEntries.START;
    private static final Instant END = START.plusSeconds(3600);

    @Test
    void itComesBackWhole() {
        Session given =
                new Session("hash", "AC1", Actor.AUTH_TOKEN, "print", START, START.plusMillis(7), END.plusMillis(1));

        store().add(given);

        database.close();
        database = open(folder);
        assertThat(store().find("hash")).hasValue(given);
        assertThat(store().find("HASH")).isEmpty();
        assertThat(store().find("")).isEmpty();
    }

    @Test
    void noTwoHaveTheSameHash() {
        store().add(session("hash", END));

        assertThatThrownBy(() -> store().add(session("hash", END))).isInstanceOf(StorageException.class);
        assertThat(store().find("hash")).hasValue(session("hash", END));
    }

    @Test
    void aUseIsNotedOfOneThatIsThere() {
        store().add(session("hash", END));
        store().add(session("other", END));

        store().prolong("hash", START.plusSeconds(60), END.plusSeconds(60));
        store().prolong("nobody's", START.plusSeconds(60), END.plusSeconds(60));

        assertThat(store().find("hash"))
                .hasValue(
                        new Session("hash", "AC1", "SK1", "print", START, START.plusSeconds(60), END.plusSeconds(60)));
        assertThat(store().find("other")).hasValue(session("other", END));
        assertThat(store().find("nobody's")).isEmpty();
    }

    @Test
    void oneThatWasEndedIsGoneAndTheOthersStay() {
        store().add(session("hash", END));
        store().add(session("other", END));

        assertThat(store().delete("hash")).isTrue();
        assertThat(store().delete("hash")).isFalse();
        store().prolong("hash", START, END);

        assertThat(store().find("hash")).isEmpty();
        assertThat(store().find("other")).isPresent();
    }

    @Test
    void thoseThatHaveExpiredAreForgottenAFewAtATime() {
        for (int i = 0; i < 5; i++) {
            store().add(session("hash " + i, END.plusSeconds(i)));
        }
        Instant now = END.plusSeconds(3);

        assertThat(store().find("hash 3"))
                .hasValueSatisfying(
                        session -> assertThat(session.isExpired(now)).isTrue());
        assertThat(store().find("hash 4"))
                .hasValueSatisfying(
                        session -> assertThat(session.isExpired(now)).isFalse());
        assertThat(store().deleteExpired(now, 3)).isEqualTo(3);
        assertThat(store().find("hash 2")).isEmpty();
        assertThat(store().find("hash 3")).isPresent();
        assertThat(store().deleteExpired(now, 3)).isEqualTo(1);
        assertThat(store().deleteExpired(now, 3)).isZero();
        assertThat(store().find("hash 4")).isPresent();
    }

    @Test
    void anotherGenerationHasNone() {
        store().add(session("hash", END));

        database.generation().renew();

        assertThat(store().find("hash")).isEmpty();
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        SessionStore store = store();
        database.close();
        assertThatThrownBy(() -> store.add(session("hash", END))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.find("hash")).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.delete("hash")).isInstanceOf(StorageUnavailableException.class);
    }

    private SessionStore store() {
        return database.sessions();
    }

    private static Session session(String hash, Instant expiresAt) {
        return new Session(hash, "AC1", "SK1", "print", START, START, expiresAt);
    }
}
