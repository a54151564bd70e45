package dev.ringback.twilio.rest;

import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_PATH;
import static dev.ringback.twilio.rest.SampleResources.CALL_SID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Call;
import dev.ringback.model.CallStatus;
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
    @CsvSource({"BUSY", "NO_ANSWER", "FAILED", "CANCELED", "IN_PROGRESS"})
    void onlyACompletedCallHasADuration(CallStatus status) {
        assertThat(read(status).getDuration()).isNull();
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

    private static Call read(CallStatus status) {
        return Call.fromJson(
                Rendered.json(CallViews.CALL, SampleResources.call(status, SampleResources.SENT)), Rendered.MAPPER);
    }
}
