package dev.ringback.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every SID that an event names leads to it. */
class ReferencesTest {
    private static final String ACCOUNT = "AccountSid=" + CapturedWebhook.ACCOUNT.sid();
    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final String OTHER = "XY0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "01-conversation-message-added.form, IM49f119806d3b286a594411912c924957 MBa8e7ad13914e6ae780e16a4ea455d142",
        "02-conversation-delivery-updated.form, IS284099d679d80bbf02d716ebb22bea09 IM49f119806d3b286a594411912c924957 "
                + "DYb8de8e17b5afd00bf536122bc376e211 SM80d8cb0fcdc1ea34f5bca007dfcd23ab MBe0c04575e17ee181ea7e4888692e4698",
        "07-error-logged.json, SM13b37c77f2c6888017938b96ba2207e2 RQd9ef56b51a829ff0888495385b20191a",
        "07b-error-logged-sink.json, ZEec1c76958457ca2d3a721f85299fe2e0 ZH3a2b2a5fa472c778ed68758ed4f1045b",
        "09-api-request-call-created.json, VWc4306c4c9f65c70ca2c5454b80fd96f7",
        "10a-recording-processed.json, CAaf63819dc77a17a1a42d69a071f01f44 VW8dbc4e2e06211ca4ffbe31257b40f475",
        "10b-conference-participant-updated.json, CAaf717fe44119bd014df7aa97bb35fd15",
        "19a-stream-started.form, CAbca3db80651b1a2e1d4e2588eba4e1d8",
        "20b-click-callback.form, MGedcb01a04178f329c77e5f3a84bb7d05",
        "32-dial-action.form, CA8b85f5c0797348d94543faf6c5368365 RE16f39ca2ab039370b42fd26c0780f665",
        "42-conversation-no-account.form, IMacd00045a747d04985bc0b9811499095 MG58d570be411798c18bc4293b0111ec7b",
        "43-video-composition-available.form, CJ3b8f0f9ab14189af95a67d653008d1b7",
        "44-video-recording-completed.form, RT72c7ddd0dcc2034259c81c101f6542e6 MT3fc111f6001b4f6baa46f8ce20fe45c8 PA88e1e8609348b495852e64170caa45ee",
        "49-transcript-available.json, GA7cfa27009ccfad0e86e3555d10edd2a1 CA92d29ccf3924cd14f0ea184f4ba36837",
        "51-number-registration-failed.json, MGc89099d76041e0e727a03906497aff5d"
    })
    void aCapturedWebhookIsOnTheTimelinesOfAllThatItNames(String name, String sids) {
        assertThat(CapturedWebhook.of(name).entry().references()).contains(sids.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskSid",
                "taskSid",
                "task_sid",
                "tasksid",
                "TASK_SID",
                "Parent-Task-Sid",
                "MessageSids",
                "CallSidToCoach",
                "customer_key",
                "CustomerKey",
                "session_id",
                "SourceId",
                "correlationReference",
                "flow"
            })
    void aNameInAnySpellingLeadsToItsSid(String name) {
        assertThat(CapturedWebhook.form(ACCOUNT + "&" + name + "=" + OTHER)
                        .entry()
                        .event()
                        .sid())
                .isEqualTo(OTHER);
        Entry stream = json("{\"sid\":\"" + CALL + "\",\"deep\":[{\"er\":{\"" + name + "\":\"" + OTHER + "\"}}]}");
        assertThat(stream.event().sid()).isEqualTo(CALL);
        assertThat(stream.references()).containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Body", "Author", "ProfileName", "ButtonPayload", "TranscriptionText", "FriendlyName", "Digits"})
    void aTextThatPeopleWriteIsNoReferenceEvenIfItLooksLikeASid(String name) {
        Entry entry = CapturedWebhook.form(ACCOUNT
                        + "&MessageSid=SM0123456789abcdef0123456789abcdef&SmsStatus=received&" + name + "=" + OTHER)
                .entry();
        Entry quoted = CapturedWebhook.form(
                        ACCOUNT + "&MessageSid=SM0123456789abcdef0123456789abcdef&SmsStatus=received&" + name
                                + "=%7B%22CallSid%22%3A%22" + CALL + "%22%7D")
                .entry();

        assertThat(entry.references()).isEmpty();
        assertThat(quoted.references()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thing", "p", "context", "TaskAttributes", "ChannelMetadata"})
    void jsonInAnyStringThatNobodyWritesIsSearched(String name) {
        assertThat(CapturedWebhook.form(ACCOUNT + "&" + name + "=%7B%22callSid%22%3A%22" + CALL + "%22%7D")
                        .entry()
                        .event()
                        .sid())
                .isEqualTo(CALL);
        assertThat(json("{\"sid\":\"" + OTHER + "\",\"" + name + "\":\"{\\\"a\\\":{\\\"call_sid\\\":\\\"" + CALL
                                + "\\\"}}\"}")
                        .references())
                .containsExactly(CALL);
    }

    @Test
    void aFieldNamedAsASidComesBeforeAValueThatOnlyLooksLikeOne() {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "\"key" + i + "\":\"XX" + "%032d".formatted(i) + "\"")
                .collect(Collectors.joining(","));

        assertThat(json("{" + many + ",\"deep\":{\"call_sid\":\"" + CALL + "\"}}")
                        .event()
                        .sid())
                .isEqualTo(CALL);
    }

    @Test
    void jsonInAStringIsSearchedToo() {
        Entry task = CapturedWebhook.form(ACCOUNT
                        + "&EventType=task.created&WorkspaceSid=WS0123456789abcdef0123456789abcdef&ResourceSid=WT0123456789abcdef0123456789abcdef"
                        + "&TaskAttributes=%7B%22call_sid%22%3A%22" + CALL + "%22%7D")
                .entry();

        assertThat(task.references()).containsExactlyInAnyOrder("WS0123456789abcdef0123456789abcdef", CALL);
    }

    @Test
    void aMessageIsNotOnTheTimelineOfItsServiceNorAnythingOnThatOfAnAccount() {
        Entry entry = CapturedWebhook.form(ACCOUNT + "&MessageSid=SM0123456789abcdef0123456789abcdef&MessageStatus=sent"
                        + "&MessagingServiceSid=MG0123456789abcdef0123456789abcdef&ParentAccountSid=AC00000000000000000000000000000009"
                        + "&OriginalRepliedMessageSid=SM00000000000000000000000000000001")
                .entry();

        assertThat(entry.references()).containsExactly("SM00000000000000000000000000000001");
        assertThat(CapturedWebhook.of("28-message-with-tags.json").entry().references())
                .isEmpty();
    }

    @Test
    void anEventHasABoundedNumberOfReferencesTheLeastDeepFirst() {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "{\"sid\":\"SM" + "%032d".formatted(i) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        Entry entry = json("{\"many\":" + many + ",\"call_sid\":\"" + CALL + "\"}");

        assertThat(entry.event().sid()).isEqualTo(CALL);
        assertThat(entry.references()).hasSize(NamedSids.MOST - 1);
    }

    @Test
    void anEventAboutNothingButAServiceIsFiledUnderTheService() {
        assertThat(json("{\"service_sid\":\"" + OTHER + "\"}").event().sid()).isEqualTo(OTHER);
        assertThat(json("{\"service_sid\":\"" + OTHER + "\",\"call_sid\":\"" + CALL + "\"}")
                        .event()
                        .sid())
                .isEqualTo(CALL);
    }

    @Test
    void aSubaccountIsNamedInAnySpelling() {
        for (String name : List.of("AccountSid", "account_sid", "accountSid", "accountsid")) {
            Entry form = CapturedWebhook.form(name + "=ACfedcba98fedcba98fedcba98fedcba98&CallSid=" + CALL)
                    .entry();
            assertThat(form.event().accountSid()).isEqualTo("ACfedcba98fedcba98fedcba98fedcba98");
            assertThat(json("{\"" + name + "\":\"ACfedcba98fedcba98fedcba98fedcba98\"}")
                            .event()
                            .accountSid())
                    .isEqualTo("ACfedcba98fedcba98fedcba98fedcba98");
        }
    }

    private static Entry json(String data) {
        return CapturedWebhook.json(
                        "[{\"specversion\":\"1.0\",\"type\":\"com.twilio.studio.flow.step.ended\",\"source\":\"s\",\"id\":\"1\",\"data\":"
                                + data + "}]")
                .entry();
    }
}
