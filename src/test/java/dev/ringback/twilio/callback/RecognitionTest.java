package dev.ringback.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks are recognised by what they are, not by names that products share. */
class RecognitionTest {
    private static final String ACCOUNT = "AccountSid=" + CapturedWebhook.ACCOUNT.sid();
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "01-conversation-message-added.form, conversation, CHf9f18003f5634951e4f37414feece4f1",
        "02-conversation-delivery-updated.form, conversation, CHf9f18003f5634951e4f37414feece4f1",
        "03-conversation-message-added.get, conversation, CHf9f18003f5634951e4f37414feece4f1",
        "05a-gather-partial.form, gather-partial, CA6cacf52ff0649d33d497d13b2e7606d5",
        "06-call-summary.json, voice-insights, CA1eba2530cda516873dacd376566be8f4",
        "06c-call-summary-data-as-text.json, voice-insights, CAe646bf3047b7e739f875fb73fac9fad0",
        "07-error-logged.json, debugger, NO096d5d6c78dbde4114ade9da4e567e67",
        "08-test-event.json, event-stream, ''",
        "09-api-request-call-created.json, event-stream, CAa5e31e3400e72fc0eda725857c380f29",
        "09b-amd-detected-no-parameters.json, event-stream, CAc51e66ddbeaa7442e278c994689f4eb3",
        "10a-recording-processed.json, recording, RE4095db864c16cb2b16d014cc076723b9",
        "10b-conference-participant-updated.json, participant, CF6b7643712b260a5c59bde861a2f765b9",
        "10c-gather-partial-captured.json, gather-partial, CA6218fb38f9d9d68d6cc159f26f76a515",
        "16-studio-http-widget.json, unknown, FW11111111111111111111111111111111",
        "17-single-event.json, message-status, SM4f841a5a5140c500b41a0c3864a27c99",
        "18-get-call-completed.query, call-status, CA859d314ca571e1ed10670a521aef7d69",
        "19a-stream-started.form, media-stream, MZ049632a2b341cd147de5b7e043c82c07",
        "20b-click-callback.form, link-click, SM19febe0c363892cf73066d6b95bdbd15",
        "29-inbound-null-byte.form, inbound-message, SM2e4a7f6f62b7085abd912ccd83880727",
        "32-dial-action.form, voice-request, CA3a2dac1f61faea34e0c2ceffe32f28c4",
        "34-inbound-with-message-status.form, inbound-message, SM6903ebafe6de9d6bdd92693ff022e660",
        "42-conversation-no-account.form, conversation, CH21fc53b3445774c9c3e7c74cf6857945",
        "43-video-composition-available.form, video, RM5adc92d77eb8ad0ecd5c1dbb89b92c2c",
        "44-video-recording-completed.form, video, RM5adc92d77eb8ad0ecd5c1dbb89b92c2c",
        "49-transcript-available.json, unknown, GT4690d3e910e632f90c529f3dd6e06073",
        "50-brand-unverified.json, event-stream, BN2c94207a06e7941e2d785257f5fca708",
        "51-number-registration-failed.json, event-stream, PN504e253708b7c2c604d049411ad4b95c"
    })
    void aCapturedWebhookIsOfItsKindAndFiledUnderWhatItIsAbout(String name, String kind, String sid) {
        Entry entry = CapturedWebhook.of(name).entry();

        assertThat(entry.event().kind().value()).isEqualTo(kind);
        assertThat(entry.event().sid()).isEqualTo(sid);
        assertThat(entry.event().problem()).isNull();
    }

    @Test
    void aMessageOfAConversationIsNoneOfTheMessagesAndIsAnsweredWithoutABody() {
        for (String name : List.of(
                "01-conversation-message-added.form",
                "02-conversation-delivery-updated.form",
                "03-conversation-message-added.get",
                "42-conversation-no-account.form")) {
            Entry entry = CapturedWebhook.of(name).entry();

            assertThat(entry.resources()).isEmpty();
            assertThat(CallbackAnswer.to(entry.event().kind())).isEqualTo(new CallbackAnswer(204, null, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EventType=onChannelAdded&ChannelSid=CH%1$s&InstanceSid=IS%1$s",
                "EventType=onMessageSent&ChannelSid=CH%1$s&MessageSid=IM%1$s&Body=hi&From=dana&To=support",
                "EventType=onMessageAdd&ConversationSid=CH%1$s&Author=dana&Body=hi",
                "EventType=onParticipantAdded&ConversationSid=CH%1$s&ParticipantSid=MB%1$s",
                "EventType=onConversationStateUpdated&ConversationSid=CH%1$s&StateTo=closed",
                "EventType=onUserUpdated&UserSid=US%1$s&ChatServiceSid=IS%1$s",
                "MessageSid=IM%1$s&SmsStatus=received&Body=hi",
                "MessageSid=IM%1$s&MessageStatus=delivered&SmsSid=IM%1$s",
                "ConversationSid=CH%1$s&MessageSid=IM%1$s&Body=hi"
            })
    void anyEventOfConversationsOrChatIsAConversation(String form) {
        Entry entry = CapturedWebhook.form(ACCOUNT + "&" + form.formatted(HEX)).entry();

        assertThat(entry.event().kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(entry.event().sid()).isNotEmpty();
        assertThat(entry.resources()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MessageSid=WA%s&MessageStatus=sent, unknown",
        "SmsSid=IM%s&SmsStatus=received&Body=x, unknown",
        "CallSid=FX%s&CallStatus=completed, unknown",
        "RecordingSid=RT%s&RecordingStatus=completed, video",
        "RecordingSid=XX%s&RecordingStatus=completed, unknown",
        "ConferenceSid=XX%s&StatusCallbackEvent=conference-end, unknown",
        "MessageSid=SM%s&MessageStatus=sent, message-status",
        "MessageSid=SM%1$s&MessageStatus=delivered&ConversationSid=CH%1$s, message-status",
        "MessageSid=SM%1$s&SmsStatus=RECEIVED&Body=x&ChannelSid=CH%1$s, inbound-message",
        "MessageSid=SM%1$s&MessageStatus=sent&EventType=onMessageAdded, conversation",
        "MessageSid=MM%s&SmsStatus=received, inbound-message",
        "SmsSid=SM%s&SmsStatus=sent, message-status",
        "MessageSid=nonsense&MessageStatus=sent, message-status"
    })
    void aSidOfAnotherProductDoesNotMakeAWebhookOneOfThisKind(String form, String kind) {
        Entry entry = CapturedWebhook.form(ACCOUNT + "&" + form.formatted(HEX)).entry();

        assertThat(entry.event().kind().value()).isEqualTo(kind);
    }

    @Test
    void aLostConversationEventIsRecoveredAsWhatItWas() {
        List<Entry> entries =
                CapturedWebhook.of("35-debugger-lost-conversation.form").entries();

        assertThat(entries)
                .extracting(entry -> entry.event().kind())
                .containsExactly(EventKind.DEBUGGER, EventKind.CONVERSATION);
        assertThat(entries.get(1).resources()).isEmpty();
        assertThat(entries.get(1).event().sid()).isEqualTo("CHf9f18003f5634951e4f37414feece4f1");
        assertThat(entries.get(0).references())
                .contains("IM0d609df02e360d1aa9966875500dedb6", "CHf9f18003f5634951e4f37414feece4f1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallbackThatEventStreamsReportsAsLostIsRecovered(boolean asText) {
        String sid = "SM" + HEX;
        String payload = "{\"error_code\":11200,\"message\":\"Bad Gateway\",\"webhook\":{\"request\":{\"url\":"
                + "\"https://ringback.example.com/twilio\",\"method\":\"POST\",\"parameters\":{\"MessageSid\":\"" + sid
                + "\",\"MessageStatus\":\"delivered\",\"AccountSid\":\"" + CapturedWebhook.ACCOUNT.sid() + "\"}}}}";
        String value = asText ? "\"" + payload.replace("\"", "\\\"") + "\"" : payload;

        List<Entry> entries = CapturedWebhook.json(
                        "[{\"specversion\":\"1.0\",\"type\":\"com.twilio.error-logs.error.logged\",\"source\":\"s\",\"id\":\"1\",\"data\":"
                                + "{\"sid\":\"NO" + HEX + "\",\"account_sid\":\"" + CapturedWebhook.ACCOUNT.sid()
                                + "\",\"level\":\"ERROR\",\"payload\":" + value + "}}]")
                .entries();

        assertThat(entries)
                .extracting(entry -> entry.event().kind())
                .containsExactly(EventKind.DEBUGGER, EventKind.MESSAGE_STATUS);
        assertThat(entries.get(1).event().sid()).isEqualTo(sid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"parameters\"", "\"request\""})
    void aWebhookThatEventStreamsEmbedsAsTextIsReadToo(String member) {
        CapturedWebhook recording = CapturedWebhook.of("10a-recording-processed.json");
        String text = recording.text();
        int from = text.indexOf(member + ": {") + member.length() + 2;
        int depth = 0;
        int to = from;
        do {
            depth += text.charAt(to) == '{' ? 1 : text.charAt(to) == '}' ? -1 : 0;
            to++;
        } while (depth > 0);
        String quoted = "\"" + text.substring(from, to).replace("\"", "\\\"") + "\"";

        Entry entry = CapturedWebhook.json(text.substring(0, from) + quoted + text.substring(to))
                .entry();

        assertThat(entry.event().kind()).isEqualTo(EventKind.RECORDING);
        assertThat(entry.resources()).isEqualTo(recording.entry().resources());
    }

    @Test
    void aReceivedMessageIsInboundWhateverParametersTellItsStatus() {
        Message message = (Message) CapturedWebhook.of("34-inbound-with-message-status.form")
                .entry()
                .resources()
                .get(0);

        assertThat(message.direction()).isEqualTo("inbound");
        assertThat(message.body()).isEqualTo("Hello World");
        assertThat(message.progress().status()).isEqualTo("received");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, call-status",
        "initiated, call-status",
        "ringing, voice-request",
        "in-progress, voice-request",
        "in_progress, voice-request",
        "completed, call-status",
        "transferring, call-status"
    })
    void onlyACallThatRingsOrIsInProgressCanAskForTwiml(String status, String kind) {
        Entry entry = CapturedWebhook.form(ACCOUNT + "&CallSid=CA" + HEX + "&Direction=inbound&CallStatus=" + status)
                .entry();

        assertThat(entry.event().kind().value()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SiprecSid=SR%s&SiprecEvent=siprec-started",
                "StreamSid=MZ%s&StreamEvent=stream-error&StreamError=x",
                "StreamSid=MZ%s&StreamEvent=stream-stopped"
            })
    void aForkOfTheMediaIsAMediaStreamOnTheTimelineOfItsCall(String form) {
        Entry entry = CapturedWebhook.form(ACCOUNT + "&CallSid=CA" + HEX + "&" + form.formatted(HEX))
                .entry();

        assertThat(entry.event().kind()).isEqualTo(EventKind.MEDIA_STREAM);
        assertThat(entry.references()).containsExactly("CA" + HEX);
    }
}
