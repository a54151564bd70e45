package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.conformance.LibraryFixture.instant;
import static dev.ringback.conformance.LibraryFixture.newYork;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.api.v2010.account.message.MediaReader;
import com.twilio.type.PhoneNumber;
import dev.ringback.TestCallbacks;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Messages and media through Twilio's Java library. */
class MessagesTest extends LibraryTest {
    @Test
    void anOutboundMessageHasWhatItsCallbacksSaid() {
        String sid = sid("SM");
        String serviceSid = sid("MG");
        fixture.receiveAt("2026-03-01T12:00:00Z", messageStatus(sid, "queued").with("MessagingServiceSid", serviceSid));
        fixture.receiveAt("2026-03-01T12:00:05Z", messageStatus(sid, "sent"));
        fixture.receiveAt(
                "2026-03-01T12:00:09Z",
                messageStatus(sid, "undelivered")
                        .with("ErrorCode", "30003")
                        .with("ErrorMessage", "Unreachable destination handset"));

        Message message = Message.fetcher(sid).fetch(twilio);

        assertThat(message)
                .returns(sid, Message::getSid)
                .returns(ACCOUNT_SID, Message::getAccountSid)
                .returns("+14155550101", Message::getTo)
                .returns(new PhoneNumber("+14155550100"), Message::getFrom)
                .returns(serviceSid, Message::getMessagingServiceSid)
                .returns(Message.Status.UNDELIVERED, Message::getStatus)
                .returns(Message.Direction.OUTBOUND_API, Message::getDirection)
                .returns(30003, Message::getErrorCode)
                .returns("Unreachable destination handset", Message::getErrorMessage)
                .returns(Instant.parse("2026-03-01T12:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T12:00:05Z"), it -> instant(it.getDateSent()))
                .returns(Instant.parse("2026-03-01T12:00:09Z"), it -> instant(it.getDateUpdated()))
                .returns("2010-04-01", Message::getApiVersion)
                .returns(path("/Messages/" + sid + ".json"), Message::getUri)
                .returns(Map.of("media", path("/Messages/" + sid + "/Media.json")), Message::getSubresourceUris)
                .returns(null, Message::getBody)
                .returns(null, Message::getNumSegments)
                .returns("0", Message::getNumMedia)
                .returns(null, Message::getPrice)
                .returns(null, Message::getPriceUnit);
    }

    @Test
    void anInboundMessageHasItsText() {
        String sid = sid("MM");
        fixture.receive(inboundMessage(sid, "Grüße 👋\n\"zwei\" <Zeilen> & \\u0000")
                .with("NumSegments", "2")
                .with("NumMedia", "1"));

        assertThat(Message.fetcher(sid).fetch(twilio))
                .returns("Grüße 👋\n\"zwei\" <Zeilen> & \\u0000", Message::getBody)
                .returns("2", Message::getNumSegments)
                .returns("1", Message::getNumMedia)
                .returns(Message.Status.RECEIVED, Message::getStatus)
                .returns(Message.Direction.INBOUND, Message::getDirection)
                .returns(new PhoneNumber("+14155550101"), Message::getFrom)
                .returns("+14155550100", Message::getTo)
                .returns(null, Message::getErrorCode)
                .returns(null, Message::getMessagingServiceSid);
    }

    @Test
    void everyStatusOfTheLibraryArrivesAsItself() {
        for (Message.Status status : Message.Status.values()) {
            String sid = sid("SM");
            fixture.receive(messageStatus(sid, status.toString()));

            assertThat(Message.fetcher(sid).fetch(twilio).getStatus()).isEqualTo(status);
        }
    }

    @Test
    void listsAreReadInEveryWay() {
        List<String> sids = receiveFive();

        LibraryReads.expect(twilio, Message::reader, Message::getSid, newestFirst(sids));
    }

    @Test
    void messagesAreFoundByTheirNumbers() {
        List<String> sids = receiveFive();

        expect(reader -> reader.setTo("+14155550155"), sids.get(3), sids.get(1));
        expect(reader -> reader.setTo(new PhoneNumber("+14155550155")), sids.get(3), sids.get(1));
        expect(reader -> reader.setFrom("+14155550144"), sids.get(4), sids.get(3), sids.get(2));
        expect(reader -> reader.setFrom("+14155550144").setTo("+14155550155"), sids.get(3));
        expect(reader -> reader.setTo("+14155550144"));
    }

    @Test
    void messagesAreFoundByTheTimeTheyWereSent() {
        List<String> sids = receiveFive();
        // never sent, so that its creation counts
        String queued = sid("SM");
        fixture.receiveAt("2026-03-05T12:00:00Z", messageStatus(queued, "queued"));

        expect(reader -> reader.setDateSent(ZonedDateTime.parse("2026-03-02T00:00:00Z")), sids.get(3), sids.get(2));
        // the library does not convert this one, so that the day is New York's
        expect(reader -> reader.setDateSent(newYork("2026-03-03T03:00:00Z")), sids.get(3), sids.get(2));
        expect(
                reader -> reader.setDateSentBefore(newYork("2026-03-02T00:00:00Z")),
                sids.get(2),
                sids.get(1),
                sids.get(0));
        expect(reader -> reader.setDateSentBefore(newYork("2026-03-01T23:59:59Z")), sids.get(1), sids.get(0));
        expect(
                reader -> reader.setDateSentAfter(newYork("2026-03-02T00:00:00Z")),
                queued,
                sids.get(4),
                sids.get(3),
                sids.get(2));
        expect(reader -> reader.setDateSentAfter(newYork("2026-03-02T00:00:01Z")), queued, sids.get(4), sids.get(3));
        expect(
                reader -> reader.setDateSentAfter(newYork("2026-03-01T23:59:59Z"))
                        .setDateSentBefore(newYork("2026-03-02T12:00:00Z")),
                sids.get(3),
                sids.get(2),
                sids.get(1));
        expect(reader -> reader.setDateSentAfter(newYork("2026-03-04T00:00:00Z")), queued);
        expect(reader -> reader.setDateSentAfter(newYork("2026-03-06T00:00:00Z")));
    }

    @Test
    void mediaHaveWhatTheMessageSaidOfThem() {
        String sid = sid("MM");
        List<String> mediaSids = List.of(sid("ME"), sid("ME"), sid("ME"));
        fixture.receiveAt("2026-03-02T10:00:00Z", withMedia(inboundMessage(sid, "look"), mediaSids));

        assertThat(Media.fetcher(sid, mediaSids.get(1)).fetch(twilio))
                .returns(mediaSids.get(1), Media::getSid)
                .returns(ACCOUNT_SID, Media::getAccountSid)
                .returns(sid, Media::getParentSid)
                .returns("image/x-1", Media::getContentType)
                .returns(Instant.parse("2026-03-02T10:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-02T10:00:00Z"), it -> instant(it.getDateUpdated()))
                .returns(path("/Messages/" + sid + "/Media/" + mediaSids.get(1) + ".json"), Media::getUri);
    }

    @Test
    void mediaAreListedAndFoundByTheirTime() {
        String sid = sid("MM");
        List<String> mediaSids = new ArrayList<>(List.of(sid("ME"), sid("ME"), sid("ME"), sid("ME"), sid("ME")));
        fixture.receiveAt("2026-03-02T10:00:00Z", withMedia(inboundMessage(sid, "look"), mediaSids));
        mediaSids.sort(Collections.reverseOrder()); // all of one moment

        LibraryReads.expect(twilio, () -> Media.reader(sid), Media::getSid, mediaSids);
        expectMedia(sid, reader -> reader.setDateCreated(ZonedDateTime.parse("2026-03-02T23:00:00Z")), mediaSids);
        expectMedia(sid, reader -> reader.setDateCreatedBefore(newYork("2026-03-02T10:00:00Z")), mediaSids);
        expectMedia(sid, reader -> reader.setDateCreatedAfter(newYork("2026-03-02T10:00:00Z")), mediaSids);
        expectMedia(sid, reader -> reader.setDateCreated(ZonedDateTime.parse("2026-03-03T00:00:00Z")), List.of());
        expectMedia(sid, reader -> reader.setDateCreatedBefore(newYork("2026-03-02T09:59:59Z")), List.of());
        expectMedia(sid, reader -> reader.setDateCreatedAfter(newYork("2026-03-02T10:00:01Z")), List.of());
    }

    /** Two on the first day, two on the next, one a moment after that; the oldest first. */
    private List<String> receiveFive() {
        List<String> sids = List.of(sid("SM"), sid("MM"), sid("SM"), sid("SM"), sid("SM"));
        fixture.receiveAt("2026-03-01T12:00:00Z", messageStatus(sids.get(0), "delivered"));
        fixture.receiveAt(
                "2026-03-01T23:59:59Z", messageStatus(sids.get(1), "sent").with("To", "+14155550155"));
        fixture.receiveAt(
                "2026-03-02T00:00:00Z", messageStatus(sids.get(2), "sent").with("From", "+14155550144"));
        fixture.receiveAt(
                "2026-03-02T12:00:00Z",
                messageStatus(sids.get(3), "read").with("From", "+14155550144").with("To", "+14155550155"));
        fixture.receiveAt(
                "2026-03-03T00:00:00Z", inboundMessage(sids.get(4), "hello").with("From", "+14155550144"));
        return sids;
    }

    private static List<String> newestFirst(List<String> sids) {
        List<String> reversed = new ArrayList<>(sids);
        Collections.reverse(reversed);
        return reversed;
    }

    private static TestCallbacks withMedia(TestCallbacks message, List<String> mediaSids) {
        message.with("NumMedia", String.valueOf(mediaSids.size()));
        for (int i = 0; i < mediaSids.size(); i++) {
            message.with("MediaContentType" + i, "image/x-" + i)
                    .with("MediaUrl" + i, "https://api.twilio.com/x/Media/" + mediaSids.get(i));
        }
        return message;
    }

    private void expect(UnaryOperator<MessageReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Message.reader()), Message::getSid, List.of(sids));
    }

    private void expectMedia(String messageSid, UnaryOperator<MediaReader> filter, List<String> sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Media.reader(messageSid)), Media::getSid, sids);
    }
}
