package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads are about as fast as one would have them from a small server of one's own. */
@Tag("timed")
@Timeout(180)
class PeerSpeedTest {
    private static final Logger log = LoggerFactory.getLogger(PeerSpeedTest.class);

    private static final double LEAST = 0.8;
    private static final int MESSAGES = 5_000;
    private static final int ALL_STATUSES = 3;
    private static final int WARM_UP_REQUESTS = 60_000;
    private static final int WARM_UP_SECONDS = 20;

    /** Ours is compiled as it runs: the more it was asked, the faster it is. */
    private static final int ROUNDS = 20;

    private static final int ROUND_SECONDS = 1;

    private final Wrk wrk = new Wrk(Path.of("src/test/resources/bench"), 1, 64);

    @TempDir
    Path folder;

    @BeforeEach
    void bothToolsAreThere() {
        assumeTrue(Peer.installed(), "the peer is missing: src/test/node/peer/install fetches its libraries");
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "wrk"))),
                "wrk is missing: scripts/bench --install installs it");
    }

    @Test
    void aMessageIsReadAtFourFifthsOfTheRateOfThePeerAtLeast() {
        Workshop workshop =
                new Workshop(Path.of("").toAbsolutePath(), folder, Plan.QUICK, wrk, Path.of("target", "classes"));
        MessageDatabase database = MessageDatabase.kept(folder, MESSAGES, ALL_STATUSES);
        Path paths = workshop.paths("messages", Read.message.addresses(database));
        try (ServerProcess peer = workshop.peer(Peer.filled(database));
                ServerProcess live = workshop.live(database.file())) {
            wrk.get(peer.apiPort(), paths, WARM_UP_REQUESTS, WARM_UP_SECONDS);
            wrk.get(live.apiPort(), paths, WARM_UP_REQUESTS, WARM_UP_SECONDS);

            // The best of each is what the other work of the machine has disturbed least; in turn, so that it meets
            // both
            double ofPeer = 0;
            double ours = 0;
            for (int round = 0; round < ROUNDS && (round < 3 || ours < LEAST * ofPeer); round++) {
                ofPeer = Math.max(ofPeer, perSecond(peer, paths));
                ours = Math.max(ours, perSecond(live, paths));
            }

            log.info("{} messages a second, the peer {}", Math.round(ours), Math.round(ofPeer));
            assertThat(ours / ofPeer).as("of the rate of the peer").isGreaterThanOrEqualTo(LEAST);
        }
    }

    private double perSecond(ServerProcess server, Path paths) {
        Load load = wrk.get(server.apiPort(), paths, ROUND_SECONDS);
        assertThat(load.failures()).isZero();
        return load.perSecond();
    }
}
