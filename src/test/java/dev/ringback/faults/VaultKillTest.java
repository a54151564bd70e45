package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.api.content.Content;
import dev.ringback.simulate.api.state.Deletion;
import dev.ringback.storage.TestEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle of copying and deleting: in the end the vault has every object, and never was one deleted at Twilio of which it had no
 * whole copy.
 */
@Tag("long")
@Timeout(900)
class VaultKillTest {
    private static final int RECORDINGS = Form.pick(150, 300, 1_000);
    private static final int MESSAGES = Form.pick(75, 150, 500);
    private static final int MEDIA = 2 * MESSAGES;
    private static final int KILLS = Form.pick(3, 10, 30);
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));
    private final Map<String, Content> contents = new LinkedHashMap<>();
    private final Set<String> checked = new HashSet<>();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void noKillLosesAnObjectOrDeletesOneThatWasNotCopied() throws Exception {
        fill();
        Path config = Files.writeString(folder.resolve("ringback.yaml"), """
                upstream: {enabled: true, url: "%s", max_per_second: 1000}
                vault:
                  folder: "%s"
                  delete_after: 1s
                  delete_rate: 1000/s
                  redirect_hosts: ["127.0.0.1"]
                """.formatted(twilio.url(), store()));
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("ringback.db"), ServeProcess.freePort())
                .config(config)
                .forManyStarts();
        Random random = new Random(42);
        int atLeast = (RECORDINGS + MEDIA) / (KILLS + 5);
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServeProcess serve = recipe.start()) {
                if (kill == 1) {
                    ListedRecordings.backfill(serve, now.minus(Duration.ofDays(1)), "Messages", "Recordings");
                }
                int before = done();
                int progress = random.nextInt(atLeast) + 1;
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(SOON)
                        .until(() -> done() >= Math.min(before + progress, 2 * contents.size() - 1));
                serve.kill();
            }
            checkDeletions();
        }
        assertThat(twilio.deletions().all()).as("it was killed in the middle").hasSizeLessThan(contents.size());
        try (ServeProcess serve = recipe.start()) {
            await().atMost(SOON).until(() -> twilio.deletions().all().size() == contents.size());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(count("deleted_at IS NOT NULL AND verified_at IS NOT NULL"))
                            .isEqualTo(contents.size()));
            await().atMost(SOON)
                    .until(() -> files(store().resolve(".incomplete")).isEmpty());
        }
        checkDeletions();
        assertThat(checked).hasSize(contents.size());
        assertThat(count("kind IN ('recording', 'media') AND state <> 'copied'"))
                .isZero();
        new ResultRow("80-vault-kill", "`kill -9` while a vault copies and deletes")
                .figure("%d kills, %,d recordings and attachments", KILLS, contents.size())
                .figure("all in the vault, byte for byte, and no leftovers")
                .figure("all deleted at Twilio, none of which the vault had no whole copy then")
                .figure(
                        "%,d fetches",
                        twilio.requests().count("GET", ".wav")
                                + twilio.mediaHost().requests().all().size())
                .write();
    }

    private void fill() {
        for (int i = 0; i < RECORDINGS; i++) {
            Recording recording = recording(i);
            twilio.add(recording);
            contents.put(recording.sid(), twilio.contents().wav(recording));
        }
        for (int i = 0; i < MESSAGES; i++) {
            twilio.add(message(i));
            for (int j = 0; j < 2; j++) {
                Media medium = medium(i, j);
                twilio.add(medium);
                contents.put(medium.sid(), twilio.contents().of(medium));
            }
        }
    }

    /** What was fetched and what was deleted, together. */
    private int done() {
        return twilio.requests().count("GET", ".wav")
                + twilio.mediaHost().requests().all().size()
                + twilio.deletions().all().size();
    }

    /** The stand-in knows what was deleted: of all that, the vault must have a whole copy. */
    private void checkDeletions() throws IOException {
        for (Deletion deletion : twilio.deletions().all()) {
            if (checked.add(deletion.sid())) {
                assertThat(file(deletion.sid()))
                        .as("the vault's copy of what was deleted at Twilio")
                        .hasBinaryContent(contents.get(deletion.sid()).bytes());
            }
        }
    }

    private Path store() {
        return folder.resolve("vault");
    }

    private Path file(String sid) {
        String month =
                DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC).format(created());
        String place = sid.startsWith("RE") ? "recordings/" + month + '/' + sid + ".wav" : "media/" + month + '/' + sid;
        return store().resolve(TestCallbacks.ACCOUNT_SID).resolve(place);
    }

    private static Set<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return Set.copyOf(files.toList());
        }
    }

    private long count(String condition) throws Exception {
        return DatabaseRows.number(
                folder.resolve("ringback.db"), "SELECT count(*) FROM vault_object WHERE " + condition);
    }

    private Instant created() {
        return now.minus(Duration.ofHours(2));
    }

    private Recording recording(int number) {
        return ListedRecordings.recording(number, created(), Duration.ofSeconds(1))
                .build();
    }

    private Message message(int number) {
        return MessageBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid("MM%032x".formatted(number))
                .progress(TestEntries.progress(0, "received"))
                .to("+14155550101")
                .from("+14155550102")
                .body("pictures")
                .direction("inbound")
                .apiVersion("2010-04-01")
                .numSegments(1)
                .numMedia(2)
                .dateCreated(created())
                .dateUpdated(created())
                .dateSent(created())
                .lastReceivedAt(created())
                .build();
    }

    private Media medium(int message, int number) {
        return MediaBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .messageSid("MM%032x".formatted(message))
                .sid("ME%032x".formatted(2 * message + number))
                .progress(Progress.none(TestEntries.progress(0, "").source()))
                .contentType(number == 0 ? "image/png" : "image/jpeg")
                .dateCreated(created())
                .dateUpdated(created())
                .lastReceivedAt(created())
                .build();
    }
}
