package dev.ringback.twilio.rest;

import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_PATH;
import static dev.ringback.twilio.rest.SampleResources.CALL_SID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Call;
import dev.ringback.model.CallStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallViewsTest {
    @Test
    void twiliosLibraryReadsACompletedCall() {
        Call call = read(CallStatus.COMPLETED);

        assertThat(call.getSid()).isEqualTo(CALL_SID);
        assertThat(call.getStatus()).isEqualTo(Call.Status.COMPLETED);
        assertThat(call.getParentCallSid()).isEqualTo(SampleResources.PARENT_CALL_SID);
        assertThat(call.getTo()).isEqualTo("+14155550101");
        assertThat(call.getToFormatted()).isEqualTo("(415) 555-0101");
        assertThat(call.getFrom()).isEqualTo("+493055501000");
        assertThat(call.getFromFormatted()).isEqualTo("+493055501000");
        assertThat(call.getDirection()).isEqualTo("outbound-api");
        assertThat(call.getAnsweredBy()).isEqualTo("human");
        assertThat(call.getForwardedFrom()).isEqualTo("+14155550102");
        assertThat(call.getCallerName()).isEqualTo("EXAMPLE");
        assertThat(call.getApiVersion()).isEqualTo("2010-04-01");
        assertThat(call.getDuration()).isEqualTo("16");
        assertThat(call.getStartTime()).isEqualTo(Rendered.date(SampleResources.SENT));
        assertThat(call.getEndTime()).isEqualTo(Rendered.date(SampleResources.UPDATED));
        assertThat(call.getPrice()).isNull();
        assertThat(call.getPriceUnit()).isNull();
        assertThat(call.getUri()).isEqualTo(ACCOUNT_PATH + "/Calls/" + CALL_SID + ".json");
        assertThat(call.getSubresourceUris())
                .containsOnlyKeys(
                        "notifications",
                        "recordings",
                        "payments",
                        "events",
                        "siprec",
                        "streams",
                        "transcriptions",
                        "user_defined_message_subscriptions",
                        "user_defined_messages")
                .containsEntry(
                        "user_defined_messages", ACCOUNT_PATH + "/Calls/" + CALL_SID + "/UserDefinedMessages.json");
    }

    @Test
    void everyFieldOfTwiliosIsThereAndNoOther() {
        JsonNode call = Rendered.tree(CallViews.CALL, SampleResources.call(CallStatus.COMPLETED, SampleResources.SENT));

        assertThat(call.fieldNames())
                .toIterable()
                .containsExactly(
                        "sid",
                        "date_created",
                        "date_updated",
                        "parent_call_sid",
                        "account_sid",
                        "to",
                        "to_formatted",
                        "from",
                        "from_formatted",
                        "phone_number_sid",
                        "status",
                        "start_time",
                        "end_time",
                        "duration",
                        "price",
                        "price_unit",
                        "direction",
                        "answered_by",
                        "api_version",
                        "forwarded_from",
                        "group_sid",
                        "caller_name",
                        "queue_time",
                        "trunk_sid",
                        "uri",
                        "subresource_uris");
    }

    /** Java's library would read {@code initiated} as no status at all. */
    @ParameterizedTest
    @EnumSource(CallStatus.class)
    void everyStatusIsOneThatTwiliosLibraryKnows(CallStatus status) {
        String expected = status == CallStatus.INITIATED ? "queued" : status.value();

        assertThat(read(status).getStatus()).hasToString(expected);
    }

    @ParameterizedTest
    @EnumSource(CallStatus.class)
    void aReportedDurationIsShownInEveryStatus(CallStatus status) {
        assertThat(read(status).getDuration()).isEqualTo("16");
        assertThat(duration(SampleResources.call(status, null, Duration.ZERO, null)))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,,,",
        "INITIATED,,,",
        "RINGING,,,",
        "IN_PROGRESS,answered,,",
        "BUSY,,0,",
        "NO_ANSWER,,0,",
        "CANCELED,,0,",
        "FAILED,,0,",
        "FAILED,answered,,missing",
        "COMPLETED,answered,,missing",
        "COMPLETED,,,missing"
    })
    void anUnansweredCallHasDurationZeroAndAnAnsweredOneAnUnknownDuration(
            CallStatus status, @Nullable String answered, @Nullable String duration, @Nullable String missing) {
        dev.ringback.model.Call call =
                SampleResources.call(status, answered == null ? null : SampleResources.SENT, null, null);

        assertThat(duration(call)).isEqualTo(duration);
        assertThat(CallViews.CALL.missing(List.of(call)).contains("duration")).isEqualTo(missing != null);
    }

    @ParameterizedTest
    @CsvSource({
        "inbound,0,phone_number_sid price price_unit group_sid",
        "outbound-api,,phone_number_sid price price_unit group_sid queue_time",
        "outbound-dial,,phone_number_sid price price_unit group_sid queue_time",
        "trunking-terminating,,phone_number_sid price price_unit group_sid queue_time trunk_sid",
        "trunking-originating,,phone_number_sid price price_unit group_sid queue_time trunk_sid",
        ",,phone_number_sid price price_unit direction group_sid queue_time trunk_sid"
    })
    void theDirectionProvesWhetherACallWaitedAndWhetherItHasATrunk(
            @Nullable String direction, @Nullable String queueTime, String missing) {
        dev.ringback.model.Call call =
                SampleResources.call(CallStatus.COMPLETED, null, Duration.ofSeconds(1), direction);

        JsonNode shown = Rendered.tree(CallViews.CALL, call);

        assertThat(shown.get("queue_time").textValue()).isEqualTo(queueTime);
        assertThat(shown.get("trunk_sid").isNull()).isTrue();
        assertThat(CallViews.CALL.missing(List.of(call))).containsExactly(missing.split(" "));
    }

    @Test
    void startIsTheEndLessTheDurationWhereNobodySaidWhenItWasAnswered() {
        Call call = Call.fromJson(
                Rendered.json(CallViews.CALL, SampleResources.call(CallStatus.COMPLETED, null)), Rendered.MAPPER);

        assertThat(call.getStartTime()).isEqualTo(Rendered.date(SampleResources.UPDATED.minusSeconds(16)));
    }

    @ParameterizedTest
    @CsvSource({
        "+14155550100,(415) 555-0100",
        "+493055501000,+493055501000",
        "+1415555010,+1415555010",
        "+141555501000,+141555501000",
        "+1415555010x,+1415555010x",
        "client:alice,client:alice",
        "sip:bob@example.com,sip:bob@example.com",
        "anonymous,anonymous"
    })
    void onlyNorthAmericanNumbersAreFormatted(String number, String formatted) {
        assertThat(PhoneNumberFormat.format(number)).isEqualTo(formatted);
    }

    private static @Nullable String duration(dev.ringback.model.Call call) {
        return Rendered.tree(CallViews.CALL, call).get("duration").textValue();
    }

    private static Call read(CallStatus status) {
        return Call.fromJson(
                Rendered.json(CallViews.CALL, SampleResources.call(status, SampleResources.SENT)), Rendered.MAPPER);
    }
}
