package dev.ringback.stats;

import dev.ringback.model.StatsQuery;
import dev.ringback.storage.MessageFact;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import java.util.List;

/** Makes rollups anew: those of hours from the messages, those of days from those of hours. Used by one thread. */
final class RollupMaker {
    private static final int MESSAGES_AT_ONCE = 1_000;
    private static final int HOURS_OF_DAY = 24;

    private final RollupStore store;
    private final MessageCounter counter = new MessageCounter();

    RollupMaker(RollupStore store) {
        this.store = store;
    }

    /** Makes that of an hour; returns false where it was given up. */
    boolean hour(RollupKey hour, Pace pace) {
        Rollup rollup = new Rollup();
        MessageFact last = null;
        List<MessageFact> messages;
        do {
            messages = store.messages(hour, last, MESSAGES_AT_ONCE);
            for (MessageFact message : messages) {
                counter.count(message, rollup);
                last = message;
            }
            if (!pace.rest()) {
                return false;
            }
        } while (messages.size() == MESSAGES_AT_ONCE);
        put(hour, rollup.withTopSenders(StatsQuery.TOP_SENDERS));
        return true;
    }

    /** Sums up that of a day. Its senders are those of its hours, so that both say the same of each. */
    void day(RollupKey day) {
        Rollup rollup = new Rollup();
        for (int i = 0; i < HOURS_OF_DAY; i++) {
            byte[] hour = store.content(RollupKey.hour(day.accountSid(), day.number() * HOURS_OF_DAY + i));
            if (hour != null) {
                rollup.add(hour);
            }
        }
        put(day, rollup);
    }

    private void put(RollupKey key, Rollup rollup) {
        store.put(key, rollup.isEmpty() ? null : RollupWriter.write(rollup));
    }
}
