package dev.ringback.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {
    @Test
    void aThreadDoesNotKeepTheProgramAliveAndIsNotYetStarted() {
        Thread thread = DaemonThreads.create("ringback-test", () -> {});

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("ringback-test");
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    }

    @Test
    void theThreadsOfAPoolAreNumbered() {
        ThreadFactory factory = DaemonThreads.numbered("ringback-test");

        Thread first = factory.newThread(() -> {});
        Thread second = factory.newThread(() -> {});

        assertThat(first.getName()).isEqualTo("ringback-test-1");
        assertThat(second.getName()).isEqualTo("ringback-test-2");
        assertThat(second.isDaemon()).isTrue();
    }
}
