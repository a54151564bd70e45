import com.twilio.base.Page;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.monitor.v1.Alert;
import com.twilio.type.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads Ringback through whatever version of Twilio's Java library is on the class path, unmodified but for the HTTP client of src/site/markdown/sdks.md.
 * scripts/conformance starts the server and sets the environment.
 */
final class Conformance {
    private static final int SIZE = 2;

    private final Webhooks twilio = new Webhooks();
    private final TwilioRestClient client = client(System.getenv("TWILIO_AUTH_TOKEN"));

    private interface Check {
        void run() throws Exception;
    }

    public static void main(String[] arguments) {
        Conformance conformance = new Conformance();
        Map<String, Check> checks = new TreeMap<>(Map.of(
                "messages", conformance::messages,
                "media", conformance::media,
                "calls", conformance::calls,
                "recordings", conformance::recordings,
                "conferences", conformance::conferences,
                "alerts", conformance::alerts,
                "errors", conformance::errors));
        int failed = 0;
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            try {
                check.getValue().run();
                System.out.println("ok      " + check.getKey());
            } catch (Exception | AssertionError wrong) {
                failed++;
                System.out.println("FAILED  " + check.getKey());
                wrong.printStackTrace(System.out);
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private void messages() throws Exception {
        String sender = Webhooks.sid("RB").substring(0, 10);
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sids.add(Webhooks.sid("SM"));
            twilio.send("MessageSid", sids.get(i), "MessageStatus", "sent", "From", sender, "To", "+1415555010" + i);
        }
        twilio.send("MessageSid", sids.get(1), "MessageStatus", "undelivered", "ErrorCode", "30003", "From", sender, "To", "+14155550101");
        Collections.reverse(sids);

        Message failed = Message.fetcher(sids.get(3)).fetch(client);
        same(sids.get(3), failed.getSid());
        same(Message.Status.UNDELIVERED, failed.getStatus());
        same(30003, failed.getErrorCode());
        same(new PhoneNumber(sender), failed.getFrom());
        same("+14155550101", failed.getTo());
        same(Message.Direction.OUTBOUND_API, failed.getDirection());
        same(null, failed.getPrice());
        same(null, failed.getPriceUnit());
        near(Instant.now(), Times.instant(failed.getDateCreated()));
        near(Instant.now(), Times.instant(failed.getDateSent()));

        listed(() -> Message.reader().setFrom(sender), Message::getSid, sids);
        listed(() -> Message.reader().setFrom(sender).setTo("+14155550103"), Message::getSid, sids.subList(1, 2));
        listed(() -> Message.reader().setFrom(sender).setTo("+14155550109"), Message::getSid, List.of());
        Instant now = Instant.now();
        Duration hour = Duration.ofHours(1);
        listed(() -> Times.between(Message.reader().setFrom(sender), "setDateSent", now.minus(hour), now.plus(hour)), Message::getSid, sids);
        listed(
                () -> Times.between(Message.reader().setFrom(sender), "setDateSent", now.plus(hour), now.plus(hour.multipliedBy(2))),
                Message::getSid,
                List.of());
    }

    private void media() throws Exception {
        String message = Webhooks.sid("MM");
        String media = Webhooks.sid("ME");
        String url = "https://api.twilio.com/2010-04-01/Accounts/" + System.getenv("TWILIO_ACCOUNT_SID") + "/Messages/" + message + "/Media/" + media;
        twilio.send(
                "MessageSid", message, "SmsMessageSid", message, "SmsStatus", "received", "From", "+14155550101", "To", "+14155550100",
                "Body", "Grüße, 世界 & more", "NumMedia", "1", "NumSegments", "1", "MediaUrl0", url, "MediaContentType0", "image/png");

        Message inbound = Message.fetcher(message).fetch(client);
        same("Grüße, 世界 & more", inbound.getBody());
        same("1", inbound.getNumMedia());
        same("1", inbound.getNumSegments());
        same(Message.Direction.INBOUND, inbound.getDirection());
        same("image/png", Media.fetcher(message, media).fetch(client).getContentType());
        listed(() -> Media.reader(message), Media::getSid, List.of(media));
    }

    private void calls() throws Exception {
        String caller = "client:" + Webhooks.sid("rb").substring(0, 10);
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sids.add(Webhooks.sid("CA"));
            String[] statuses = {"initiated", "ringing", "in-progress", "completed"};
            for (int number = 0; number < (i == 2 ? 3 : 4); number++) {
                twilio.send(
                        "CallSid", sids.get(i), "CallStatus", statuses[number], "Direction", "outbound-api",
                        "CallbackSource", "call-progress-events", "SequenceNumber", String.valueOf(number),
                        "Timestamp", "Sat, 10 Jan 2026 1" + i + ":00:0" + number + " +0000",
                        "From", caller, "To", "+14155550101", "CallDuration", number == 3 ? "1" : "0");
            }
        }
        Collections.reverse(sids);

        Call ended = Call.fetcher(sids.get(2)).fetch(client);
        same(Call.Status.COMPLETED, ended.getStatus());
        same("1", ended.getDuration());
        same(caller, ended.getFrom());
        same(Instant.parse("2026-01-10T10:00:02Z"), Times.instant(ended.getStartTime()));
        same(Instant.parse("2026-01-10T10:00:03Z"), Times.instant(ended.getEndTime()));
        listed(() -> Call.reader().setFrom(caller), Call::getSid, sids);
        listed(() -> Call.reader().setFrom(caller).setStatus(Call.Status.IN_PROGRESS), Call::getSid, sids.subList(0, 1));
        Instant eleven = Instant.parse("2026-01-10T11:00:00Z");
        listed(() -> Times.set(Call.reader().setFrom(caller), "setStartTime", eleven), Call::getSid, sids);
        listed(
                () -> Times.between(Call.reader().setFrom(caller), "setStartTime", eleven, eleven.plusSeconds(60)),
                Call::getSid,
                sids.subList(1, 2));
    }

    private void recordings() throws Exception {
        String call = Webhooks.sid("CA");
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sids.add(Webhooks.sid("RE"));
            twilio.send(
                    "RecordingSid", sids.get(i), "CallSid", call, "RecordingStatus", "completed", "RecordingDuration", "10",
                    "RecordingChannels", "2", "RecordingSource", "OutboundAPI", "RecordingTrack", "both",
                    "RecordingUrl", "https://api.twilio.com/2010-04-01/Accounts/" + System.getenv("TWILIO_ACCOUNT_SID") + "/Recordings/" + sids.get(i),
                    "RecordingStartTime", "Sat, 10 Jan 2026 1" + i + ":00:00 +0000");
        }
        Collections.reverse(sids);

        Recording recording = Recording.fetcher(sids.get(2)).fetch(client);
        same(Recording.Status.COMPLETED, recording.getStatus());
        same("10", recording.getDuration());
        same(2, recording.getChannels());
        same(Instant.parse("2026-01-10T10:00:00Z"), Times.instant(recording.getStartTime()));
        listed(() -> Recording.reader().setCallSid(call), Recording::getSid, sids);
        listed(() -> com.twilio.rest.api.v2010.account.call.Recording.reader(call), com.twilio.rest.api.v2010.account.call.Recording::getSid, sids);
    }

    private void conferences() throws Exception {
        String name = Webhooks.sid("RB").substring(0, 10);
        String conference = Webhooks.sid("CF");
        List<String> calls = new ArrayList<>();
        twilio.send(
                "ConferenceSid", conference, "FriendlyName", name, "StatusCallbackEvent", "conference-start", "SequenceNumber", "1",
                "Timestamp", "Sat, 10 Jan 2026 10:00:00 +0000");
        for (int i = 0; i < 3; i++) {
            calls.add(Webhooks.sid("CA"));
            twilio.send(
                    "ConferenceSid", conference, "FriendlyName", name, "StatusCallbackEvent", "participant-join",
                    "SequenceNumber", String.valueOf(i + 2), "Timestamp", "Sat, 10 Jan 2026 10:00:0" + i + " +0000", "CallSid", calls.get(i), "Muted", i == 1 ? "true" : "false",
                    "Hold", "false", "Coaching", "false", "EndConferenceOnExit", "false", "StartConferenceOnEnter", "true");
        }
        Collections.reverse(calls);

        same(Conference.Status.IN_PROGRESS, Conference.fetcher(conference).fetch(client).getStatus());
        listed(() -> Conference.reader().setFriendlyName(name), Conference::getSid, List.of(conference));
        listed(
                () -> Times.set(Conference.reader().setFriendlyName(name), "setDateCreated", Instant.parse("2026-01-10T00:00:00Z")),
                Conference::getSid,
                List.of(conference));
        listed(() -> Participant.reader(conference), Participant::getCallSid, calls);
        listed(() -> Participant.reader(conference).setMuted(true), Participant::getCallSid, calls.subList(1, 2));
        same(true, Participant.fetcher(conference, calls.get(1)).fetch(client).getMuted());
    }

    private void alerts() throws Exception {
        String call = Webhooks.sid("CA");
        Instant begin = Instant.now().minus(Duration.ofSeconds(86_400 + (long) (1_000_000 * Math.random()))).truncatedTo(ChronoUnit.SECONDS);
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sids.add(Webhooks.sid("NO"));
            twilio.send(
                    "Sid", sids.get(i), "Level", i == 1 ? "WARNING" : "ERROR", "PayloadType", "application/json", "ParentAccountSid", "",
                    "Timestamp", begin.plusSeconds(i).toString(),
                    "Payload", "{\"resource_sid\":\"" + call + "\",\"service_sid\":null,\"error_code\":\"11200\"}");
        }
        Collections.reverse(sids);

        Alert alert = Alert.fetcher(sids.get(2)).fetch(client);
        same("11200", alert.getErrorCode());
        same("error", alert.getLogLevel());
        same(call, alert.getResourceSid());
        same(begin, Times.instant(alert.getDateGenerated()));
        listed(() -> window(begin), Alert::getSid, sids);
        listed(() -> window(begin).setLogLevel("warning"), Alert::getSid, sids.subList(1, 2));
    }

    private static com.twilio.rest.monitor.v1.AlertReader window(Instant begin) throws Exception {
        return Times.set(Times.set(Alert.reader(), "setStartDate", begin.minusSeconds(1)), "setEndDate", begin.plusSeconds(3));
    }

    private void errors() throws Exception {
        String unknown = Webhooks.sid("SM");
        refused(404, 20404, () -> Message.fetcher(unknown).fetch(client));
        refused(404, 20404, () -> Alert.fetcher(Webhooks.sid("NO")).fetch(client));
        refused(405, 20004, () -> Message.creator(new PhoneNumber("+14155550101"), new PhoneNumber("+14155550100"), "Hello").create(client));
        refused(405, 20004, () -> Message.deleter(unknown).delete(client));
        refused(401, 20003, () -> Message.fetcher(unknown).fetch(client("f".repeat(32))));
        refused(401, 20003, () -> Message.reader().read(client("f".repeat(32))));
    }

    private static TwilioRestClient client(String token) {
        return new TwilioRestClient.Builder(System.getenv("TWILIO_ACCOUNT_SID"), token)
                .httpClient(new RingbackHttpClient(System.getenv("RINGBACK_URL")))
                .build();
    }

    private static void refused(int status, int code, Check check) throws Exception {
        try {
            check.run();
        } catch (ApiException refused) {
            same(code, refused.getCode());
            same(status, refused.getStatusCode());
            same("https://www.twilio.com/docs/errors/" + code, refused.getMoreInfo());
            return;
        }
        throw new AssertionError("it was not refused");
    }

    private interface Listing<T extends Resource> {
        Reader<T> open() throws Exception;
    }

    /** Expects exactly these, in this order, in every way that the library reads a list. */
    private <T extends Resource> void listed(Listing<T> list, Function<T, String> name, List<String> expected) throws Exception {
        same(expected, names(list.open().read(client), name));
        same(expected, names(list.open().pageSize(SIZE).read(client), name));
        for (int limit = 1; limit <= expected.size(); limit++) {
            same(expected.subList(0, limit), names(list.open().pageSize(SIZE).limit(limit).read(client), name));
        }
        Reader<T> reader = list.open().pageSize(SIZE);
        List<List<String>> pages = new ArrayList<>();
        Page<T> page = reader.firstPage(client);
        pages.add(names(page.getRecords(), name));
        while (page.hasNextPage()) {
            page = reader.nextPage(page, client);
            pages.add(names(page.getRecords(), name));
        }
        same(expected, pages.stream().flatMap(List::stream).toList());
        for (int number = pages.size() - 2; number >= 0; number--) {
            page = reader.previousPage(page, client);
            same(pages.get(number), names(page.getRecords(), name));
        }
    }

    private static <T> List<String> names(Iterable<T> items, Function<T, String> name) {
        List<String> names = new ArrayList<>();
        items.forEach(item -> names.add(name.apply(item)));
        return names;
    }

    private static void near(Instant expected, Instant actual) {
        if (Duration.between(expected, actual).abs().compareTo(Duration.ofMinutes(10)) > 0) {
            throw new AssertionError(actual + " is not about " + expected);
        }
    }

    private static void same(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }
}
