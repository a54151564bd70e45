package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiConnectionsTest {
    @ParameterizedTest
    @CsvSource({
        "10000, 1000, 13100, 10000, 1100, 1000",
        "10000, 1000, 1000, 400, 200, 200",
        "10000, 1000, 400, 100, 50, 50",
        "10000, 1000, 101, 26, 12, 12",
        "10000, 1000, 1, 0, 0, 0",
        "50, 20, 1000, 50, 30, 200",
        "50, 1, 1000, 50, 11, 200",
        "0, 0, 1000, 0, 0, 200"
    })
    void twoHundredConnectionsAreLeftOrHalfOfFew(
            int maxWaits, int maxStreams, int connections, int waits, int streams, int asking) {
        assertThat(ApiConnections.of(maxWaits, maxStreams, connections))
                .isEqualTo(new ApiConnections(connections, waits, streams, asking));
    }

    @Test
    void theDoorHasNoFewerConnectionsBecauseManyMayWait() {
        assertThat(ApiConnections.affordable(10_000, 1_000).most())
                .isGreaterThanOrEqualTo(ApiConnections.affordable(0, 0).most());
    }
}
