package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One holder at a time. */
public abstract class LeaseStoreContract extends StorageContract {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void theHolderKeepsTheLeaseAndNobodyElseGetsIt() {
        LeaseStore leases = database.leases();
        assertThat(leases.take("work", "one", LONG)).isTrue();
        assertThat(leases.take("work", "another", LONG)).isFalse();
        assertThat(leases.take("work", "one", LONG)).isTrue();
        assertThat(leases.take("other work", "another", LONG)).isTrue();
    }

    @Test
    void aLeaseThatIsGivenBackIsFree() {
        LeaseStore leases = database.leases();
        leases.take("work", "one", LONG);
        leases.giveBack("work", "another");
        assertThat(leases.take("work", "another", LONG)).isFalse();
        leases.giveBack("work", "one");
        assertThat(leases.take("work", "another", LONG)).isTrue();
    }

    @Test
    @Tag("timed")
    void theLeaseOfADeadHolderExpires() {
        LeaseStore leases = database.leases();
        leases.take("work", "dead", Duration.ofMillis(300));
        assertThat(leases.take("work", "another", LONG)).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> leases.take("work", "another", LONG));
        assertThat(leases.take("work", "dead", LONG)).isFalse();
    }
}
