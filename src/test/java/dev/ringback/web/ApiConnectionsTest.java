package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiConnectionsTest {
    @ParameterizedTest
    @CsvSource({
        "10000, 11000, 10000",
        "10000, 1000, 800",
        "10000, 500, 300",
        "10000, 400, 200",
        "10000, 101, 50",
        "10000, 1, 0",
        "50, 1000, 50",
        "0, 1000, 0"
    })
    void twoHundredConnectionsAreLeftOrHalfOfFew(int maxWaits, int connections, int waits) {
        assertThat(ApiConnections.of(maxWaits, connections)).isEqualTo(new ApiConnections(connections, waits));
    }

    @Test
    void theDoorHasNoFewerConnectionsBecauseManyMayWait() {
        assertThat(ApiConnections.affordable(10_000).most())
                .isGreaterThanOrEqualTo(ApiConnections.affordable(0).most());
    }
}
