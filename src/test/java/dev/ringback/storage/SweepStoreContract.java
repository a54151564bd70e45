package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Answered;
import dev.ringback.model.Entry;
import dev.ringback.model.MessageBuilder;
import dev.ringback.storage.SweepStore.Messages;
import dev.ringback.storage.SweepStore.Sweep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests what {@link SweepStore} promises. */
public abstract class SweepStoreContract extends StorageContract {
    private static final Instant LATER = START.plusSeconds(60);

    private SweepStore sweeps() {
        return database.sweeps();
    }

    @Test
    void whatWasReadIsKnownUntilItIsForgotten() {
        assertThat(sweeps().find(account, "messages")).isEmpty();
        sweeps().note(new Sweep(account, "messages", "2026-01-01", START));
        sweeps().note(new Sweep(account, "messages", "2026-01-02", START));
        sweeps().note(new Sweep(account, "messages", "2026-01-02", LATER));
        sweeps().note(new Sweep(account, "messages", "2026-01-02", START));
        sweeps().note(new Sweep(account, "recordings", "", LATER));
        sweeps().note(new Sweep("AC of another", "recordings", "", START));

        database.close();
        database = open(folder);
        assertThat(sweeps().find(account, "messages")).isEqualTo(Map.of("2026-01-01", START, "2026-01-02", LATER));
        assertThat(sweeps().find(account, "recordings")).isEqualTo(Map.of("", LATER));
        sweeps().deleteBefore(LATER);
        assertThat(sweeps().find(account, "messages")).isEqualTo(Map.of("2026-01-02", LATER));
        assertThat(sweeps().find("AC of another", "recordings")).isEmpty();
    }

    private MessageBuilder message(String sid, String status, Instant created) {
        return MessageBuilder.builder()
                .accountSid(account)
                .sid(sid)
                .progress(TestEntries.progress(1, status))
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created);
    }

    private static Entry entry(MessageBuilder message) {
        return TestEntries.entry(message.build());
    }

    private Messages count(boolean price, boolean body) {
        return sweeps().messages(account, price, body, START, LATER);
    }

    @Test
    void messagesThatLackSomethingAreCounted() {
        assertThat(sweeps().oldestMessage(account)).isEmpty();
        assertThat(count(true, true)).isEqualTo(new Messages(0, 0));
        database.events()
                .append(List.of(
                        entry(message("SM1", "delivered", START)),
                        entry(message("SM2", "delivered", START).price("-0.0075")),
                        entry(message("SM3", "delivered", START).body("hello")),
                        entry(message("SM4", "sent", START).body("hello").price("-0.0075")),
                        entry(message("SM5", "sent", START).body("").answered(Answered.nulls(Set.of("price")))),
                        entry(message("SM6", "queued", START)),
                        entry(message("SM7", "delivered", LATER)),
                        entry(message("SM8", "delivered", START.minusSeconds(60))
                                .dateSent(START)),
                        entry(message("SM9", "delivered", START).dateSent(LATER))));

        assertThat(count(true, false)).isEqualTo(new Messages(7, 3));
        assertThat(count(false, true)).isEqualTo(new Messages(7, 3));
        assertThat(count(true, true)).isEqualTo(new Messages(7, 4));
        assertThat(sweeps().oldestMessage(account)).hasValue(START);
    }
}
