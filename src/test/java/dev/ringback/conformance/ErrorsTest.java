package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.AUTH_TOKEN;
import static dev.ringback.TestCallbacks.SUBACCOUNT_SID;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.API_KEY_SID;
import static dev.ringback.web.TestApi.STRANGER_SID;
import static dev.ringback.web.TestApi.SUBACCOUNT_TOKEN;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.Transcription;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.monitor.v1.Alert;
import com.twilio.type.PhoneNumber;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Errors as Twilio's Java library tells them. */
class ErrorsTest extends LibraryTest {
    @Test
    void anAbsentResourceIsNotFoundByName() {
        String sid = sid("SM");
        expect(
                404,
                20404,
                path("/Messages/" + sid + ".json"),
                () -> Message.fetcher(sid).fetch(twilio));
        expect(404, 20404, "/Calls/", () -> Call.fetcher(sid("CA")).fetch(twilio));
        expect(404, 20404, "/Recordings/", () -> Recording.fetcher(sid("RE")).fetch(twilio));
        expect(
                404,
                20404,
                "/Transcriptions/",
                () -> Transcription.fetcher(sid("TR")).fetch(twilio));
        expect(404, 20404, "/Conferences/", () -> Conference.fetcher(sid("CF")).fetch(twilio));
        expect(404, 20404, "/Participants", () -> Participant.reader(sid("CF")).read(twilio));
        expect(404, 20404, "/Alerts/", () -> Alert.fetcher(sid("NO")).fetch(twilio));
    }

    @Test
    void aSidOfAnotherKindIsNotFound() {
        String sid = sid("SM");
        fixture.receive(messageStatus(sid, "sent"));

        expect(404, 20404, sid, () -> Call.fetcher(sid).fetch(twilio));
        expect(404, 20404, "nonsense", () -> Message.fetcher("nonsense").fetch(twilio));
    }

    @Test
    void wrongCredentialsAreToldFromMissingRights() {
        for (TwilioRestClient wrong : List.of(
                fixture.client(ACCOUNT_SID, "wrong").build(),
                fixture.client(STRANGER_SID, AUTH_TOKEN).build(),
                fixture.client(API_KEY_SID, "wrong").accountSid(ACCOUNT_SID).build(),
                fixture.client(sid("AC"), AUTH_TOKEN).build())) {
            expect(401, 20003, "Authenticat", () -> Message.reader().read(wrong));
            expect(401, 20003, "Authenticat", () -> Alert.reader().read(wrong));
        }
    }

    @Test
    void aForeignAccountIsRefusedWhetherItIsThereOrNot() {
        TwilioRestClient subaccount =
                fixture.client(SUBACCOUNT_SID, SUBACCOUNT_TOKEN).build();

        expect(401, 20003, "Authenticate", () -> Message.reader(STRANGER_SID).read(twilio));
        expect(401, 20003, "Authenticate", () -> Message.reader(sid("AC")).read(twilio));
        expect(401, 20003, "Authenticate", () -> Message.reader(ACCOUNT_SID).read(subaccount));
        expect(401, 20003, "Authenticate", () -> Account.fetcher(ACCOUNT_SID).fetch(subaccount));
        expect(401, 20003, "Authenticate", () -> Account.fetcher(STRANGER_SID).fetch(twilio));
    }

    @Test
    void writesAreRefusedAndTheMessageSaysWhereTheyBelong() {
        String messageSid = sid("SM");
        String recordingSid = sid("RE");
        fixture.receive(messageStatus(messageSid, "sent"));
        fixture.receive(recording(recordingSid, "completed"));
        PhoneNumber to = new PhoneNumber("+14155550101");

        expect(
                405,
                20004,
                "Send writes to Twilio itself",
                () -> Message.creator(to, new PhoneNumber("+14155550100"), "hello")
                        .create(twilio));
        expect(
                405,
                20004,
                "Send writes to Twilio itself",
                () -> Message.updater(messageSid).setBody("").update(twilio));
        expect(
                405,
                20004,
                "Send writes to Twilio itself",
                () -> Message.deleter(messageSid).delete(twilio));
        expect(
                405,
                20004,
                "Send writes to Twilio itself",
                () -> Recording.deleter(recordingSid).delete(twilio));
        assertThat(Message.fetcher(messageSid).fetch(twilio).getSid()).isEqualTo(messageSid);
        assertThat(Recording.fetcher(recordingSid).fetch(twilio).getSid()).isEqualTo(recordingSid);
    }

    @Test
    void impossibleParametersAreNamed() {
        expect(
                400,
                20001,
                "ParentCallSid",
                () -> Call.reader().setParentCallSid("nonsense").read(twilio));
        expect(400, 20001, "LogLevel", () -> Alert.reader().setLogLevel("loud").read(twilio));
        expect(
                400,
                20001,
                "CallSid",
                () -> Recording.reader().setCallSid(sid("SM")).read(twilio));
        expect(400, 20007, "PageSize", () -> Message.reader().pageSize(0).read(twilio));
        expect(
                400,
                20001,
                "PageToken",
                () -> Message.reader()
                        .getPage(
                                "https://api.twilio.com"
                                        + path("/Messages.json?PageSize=2&Page=1&PageToken=RA" + sid("SM")),
                                twilio));
        expect(
                400,
                20001,
                "Page ",
                () -> Message.reader()
                        .getPage("https://api.twilio.com" + path("/Messages.json?PageSize=2&Page=1"), twilio));
    }

    private static void expect(int status, int code, String message, ThrowingCallable read) {
        ApiException error = catchThrowableOfType(ApiException.class, read);

        assertThat(error).isNotNull();
        assertThat(error)
                .returns(status, ApiException::getStatusCode)
                .returns(code, ApiException::getCode)
                .returns("https://www.twilio.com/docs/errors/" + code, ApiException::getMoreInfo);
        assertThat(error).hasMessageContaining(message);
    }
}
