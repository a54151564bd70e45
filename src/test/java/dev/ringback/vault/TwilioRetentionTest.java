package dev.ringback.vault;

import static dev.ringback.vault.TestVault.START;
import static dev.ringback.vault.TestVault.media;
import static dev.ringback.vault.TestVault.mms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.state.Deletion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted at Twilio by its age: messages, their texts, and calls. */
class TwilioRetentionTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private @Nullable TestVault vault;

    @AfterEach
    void close() {
        if (vault != null) {
            vault.close();
        }
    }

    private TestVault start(TwilioRetention retention) {
        UnaryOperator<VaultOptions> change = options -> VaultOptionsBuilder.builder(options)
                .retentionAtTwilio(retention)
                .build();
        TestVault started = TestVault.start(folder, change);
        vault = started;
        return started;
    }

    private static Message message(int number, String status) {
        return MessageBuilder.builder(mms(number, 0))
                .sid("SM%032d".formatted(number))
                .progress(new Progress(0, status, EventSource.CALLBACK))
                .direction("outbound-api")
                .body("Your code is 1234")
                .build();
    }

    private static Call call(int number) {
        return CallBuilder.builder()
                .accountSid(TestVault.ACCOUNT)
                .sid("CA%032d".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .duration(Duration.ofSeconds(5))
                .answeredAt(START)
                .endedAt(START.plusSeconds(5))
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build();
    }

    private static void awaitDeletions(TestVault vault, String... sids) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vault.twilio().deletions().all())
                        .extracting(Deletion::sid)
                        .containsExactlyInAnyOrder(sids));
    }

    @Test
    void theTextOfAFinalMessageIsDeletedAfterItsTime() throws Exception {
        TestVault vault = start(new TwilioRetention(MONTH, null, null));
        Message delivered = message(1, "delivered");
        Message sent = message(2, "sending");
        vault.twilio().add(delivered);
        vault.twilio().add(sent);
        vault.hearOfMessage(delivered.sid());
        vault.hearOfMessage(sent.sid());

        vault.clock().advance(MONTH.plusHours(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vault.twilio()
                                .message(delivered.sid())
                                .orElseThrow()
                                .body())
                        .isEqualTo(""));
        await().untilAsserted(() -> assertThat(
                        vault.count(
                                "kind = 'message-body' AND state = 'done' AND deletion_rule = 'retention_at_twilio.message_bodies'"))
                .isEqualTo(1));

        assertThat(vault.server()
                        .fetch("/Messages/" + delivered.sid() + ".json")
                        .jsonPath()
                        .getString("body"))
                .isEmpty();
        assertThat(vault.twilio().message(sent.sid()).orElseThrow().body()).isEqualTo(sent.body());
        assertThat(vault.twilio().deletions().all()).isEmpty();
    }

    @Test
    void aMessageIsDeletedOnlyAfterItsMediaWereCopied() throws Exception {
        TestVault vault = start(new TwilioRetention(null, MONTH, null));
        Media picture = media(1, 1, "image/png");
        vault.twilio().add(mms(1, 1));
        vault.twilio().add(picture);
        vault.hearOfMessage(picture.messageSid());

        vault.clock().advance(MONTH.plusHours(1));
        await().atMost(PATIENCE).until(() -> {
            vault.clock().advance(Duration.ofMinutes(2));
            return !vault.twilio().deletions().all().isEmpty();
        });

        assertThat(vault.twilio().deletions().all()).extracting(Deletion::sid).contains(picture.messageSid());
        vault.awaitState(VaultState.COPIED, 1);
        assertThat(vault.store().resolve(TestVault.ACCOUNT + "/media/2026-03/" + picture.sid()))
                .hasBinaryContent(vault.twilio().contents().of(picture).bytes());
        await().untilAsserted(() -> assertThat(
                        vault.count(
                                "kind = 'media' AND deletion_rule = 'retention_at_twilio.messages' AND verified_at IS NOT NULL"))
                .isEqualTo(1));
    }

    @Test
    void aCallThatHasEndedIsDeletedAfterItsTime() {
        TestVault vault = start(new TwilioRetention(null, null, MONTH));
        Call call = call(1);
        vault.twilio().add(call);
        assertThat(vault.server().fetch("/Calls/" + call.sid() + ".json").statusCode())
                .isEqualTo(200);

        vault.clock().advance(MONTH.plusHours(1));

        awaitDeletions(vault, call.sid());
        await().untilAsserted(() -> assertThat(
                        vault.server().fetch("/Calls/" + call.sid() + ".json").statusCode())
                .isEqualTo(404));
    }

    @Test
    void nothingIsDeletedByAgeUnlessTheSettingsSaySo() throws Exception {
        TestVault vault = start(TwilioRetention.NONE);
        Message message = message(1, "delivered");
        vault.twilio().add(message);
        vault.hearOfMessage(message.sid());

        vault.clock().advance(Duration.ofDays(399));
        vault.restart(UnaryOperator.identity());
        vault.hearOfMessage(message.sid());

        assertThat(vault.count("TRUE")).isZero();
        assertThat(vault.twilio().deletions().all()).isEmpty();
        assertThat(vault.twilio().message(message.sid()).orElseThrow().body()).isEqualTo(message.body());
    }
}
