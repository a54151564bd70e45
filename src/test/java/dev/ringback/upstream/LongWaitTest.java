package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.simulate.api.http.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits as long as may be, which nothing on the way cuts short. */
@Tag("long")
@Timeout(200)
class LongWaitTest {
    private static final String SID = "SM00000000000000000000000000000001";

    @TempDir
    Path folder;

    @Test
    void aMinuteIsWaitedAndThenTwilioAskedThoughThatTakesLongToo() throws Exception {
        try (TestUpstream upstream = TestUpstream.start(folder, TestUpstream.reading(Reads.MISSING))) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answers = new CountDownLatch(1);
            upstream.twilio().add(TestUpstream.delivered(SID));
            upstream.twilio().faults().once(Fault.afterwards(answer -> {
                asked.countDown();
                try {
                    assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return answer;
            }));
            TestCaller owner = TestCaller.of(upstream.server(), TestServer.ACCOUNT);
            CompletableFuture<Answer> own = owner.get("/ringback/v1/wait/" + TestCallbacks.sid("SM") + "?Timeout=60");
            CompletableFuture<Answer> answer = owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid()
                    + "/Messages/" + SID + ".json?Wait=delivered&Timeout=60");
            assertThat(asked.await(90, TimeUnit.SECONDS)).isTrue();
            assertThat(own).succeedsWithin(Duration.ofSeconds(10));
            assertThat(own.join().status()).isEqualTo(200);
            assertThat(own.join().took()).isGreaterThan(Duration.ofSeconds(60));
            assertThat(answer).as("12 s later").failsWithin(Duration.ofSeconds(12));
            answers.countDown();

            assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().header("X-Ringback-Reached")).isEqualTo("true");
        }
    }
}
