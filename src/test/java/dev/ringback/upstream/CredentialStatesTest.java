package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialStatesTest {
    private static final String ACCOUNT = "AC1";

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private boolean fails;

    private final CredentialStates states = new CredentialStates(
            new CredentialsListener() {
                @Override
                public void refused(String accountSid, int status) {
                    tell(accountSid + " " + status);
                }

                @Override
                public void accepted(String accountSid) {
                    tell(accountSid);
                }
            },
            clock);

    private void tell(String what) {
        if (fails) {
            throw new IllegalStateException("no database");
        }
        told.add(what);
    }

    @Test
    void ofManySuccessesTheFirstIsToldAndOneNowAndThen() {
        for (int minute = 0; minute < 25; minute++) {
            states.accepted(ACCOUNT, clock.instant());
            states.accepted("AC2", clock.instant());
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(told).containsExactly("AC1", "AC2", "AC1", "AC2", "AC1", "AC2");
    }

    @Test
    void theNextSuccessAfterARefusalIsTold() {
        states.accepted(ACCOUNT, clock.instant());
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        states.refused(ACCOUNT, 401);
        states.accepted(ACCOUNT, before); // was under way
        assertThat(told).containsExactly("AC1", "AC1 401");

        clock.advance(Duration.ofSeconds(1));
        states.accepted(ACCOUNT, clock.instant());
        states.accepted(ACCOUNT, clock.instant());

        assertThat(told).containsExactly("AC1", "AC1 401", "AC1");
    }

    @Test
    void theNextSuccessAfterARefusalOfAnotherNodeIsTold() {
        states.accepted(ACCOUNT, clock.instant());
        states.stopped(ACCOUNT);
        states.accepted(ACCOUNT, clock.instant());

        assertThat(told).containsExactly("AC1", "AC1");
    }

    @Test
    void whatCouldNotBeToldIsToldLater() {
        fails = true;
        states.refused(ACCOUNT, 401);
        states.accepted(ACCOUNT, clock.instant());
        fails = false;
        states.accepted(ACCOUNT, clock.instant());

        assertThat(told).containsExactly("AC1");
    }
}
