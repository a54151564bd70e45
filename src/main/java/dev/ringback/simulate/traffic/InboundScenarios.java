package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.util.List;

/** Messages people send to us. */
final class InboundScenarios {
    /** Apostrophe, plus, ampersand, letters beyond ASCII, and a space at the end: all of it is signed. */
    private static final List<String> BODIES = List.of(
            "It's 1 + 1 = 2, señor 👍 & merci ", "Yes, that's fine", "C", "Zürich → São Paulo: 100% ok?", "STOP");

    private final String accountSid;

    InboundScenarios(TrafficOptions options) {
        this.accountSid = options.accountSid();
    }

    Variants addTo(Variants variants) {
        return variants.add(10, this::sms).add(4, this::mms).add(1, this::smsByGet);
    }

    private Scenario sms(SeededRandom random) {
        String sid = random.sid("SM");
        return new ScenarioBuilder(sid, "", random)
                .post(EventKind.INBOUND_MESSAGE, received(sid, 0, random))
                .sample(Sample.INBOUND_MESSAGE, sid)
                .build();
    }

    /** Some numbers are set to GET: then all of it stands in the query. */
    private Scenario smsByGet(SeededRandom random) {
        String sid = random.sid("SM");
        return new ScenarioBuilder(sid, "number=main", random)
                .get(EventKind.INBOUND_MESSAGE, received(sid, 0, random))
                .build();
    }

    private Scenario mms(SeededRandom random) {
        String sid = random.sid("MM");
        String media = "https://api.twilio.com/2010-04-01/Accounts/" + accountSid + "/Messages/" + sid + "/Media/";
        Form form = new Form()
                .with("MediaContentType1", "image/png")
                .with("MediaContentType0", "image/jpeg")
                .withAll(received(sid, 2, random))
                .with("MediaUrl1", media + random.sid("ME"))
                .with("MediaUrl0", media + random.sid("ME"));
        return new ScenarioBuilder(sid, "", random)
                .post(EventKind.INBOUND_MESSAGE, form)
                .sample(Sample.MEDIA_MESSAGE, sid)
                .build();
    }

    private Form received(String sid, int media, SeededRandom random) {
        Place to = Place.KNOWN.get(0);
        Place from = Place.any(random);
        return new Form()
                .with("ToCountry", to.country())
                .with("ToState", to.state())
                .with("SmsMessageSid", sid)
                .with("NumMedia", media)
                .with("ToCity", to.city())
                .with("FromZip", from.zip())
                .with("SmsSid", sid)
                .with("FromState", from.state())
                .with("SmsStatus", "received")
                .with("FromCity", from.city())
                .with("Body", random.pick(BODIES))
                .with("FromCountry", from.country())
                .with("To", random.ourNumber())
                .with("ToZip", to.zip())
                .with("NumSegments", 1)
                .with("ReferralNumMedia", 0)
                .with("MessageSid", sid)
                .with("AccountSid", accountSid)
                .with("From", random.theirNumber())
                .with("ApiVersion", "2010-04-01");
    }
}
