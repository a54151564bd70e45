package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Messages we send by SMS, and how they fare. Their status callbacks carry no time, so nothing here needs one but the receipts. */
final class MessageScenarios {
    private static final List<String> FAILED = List.of("30006", "21610", "30034");
    private static final List<String> UNDELIVERED = List.of("30003", "30005", "30007", "30008");

    private final String accountSid;
    private final LostCallbacks lost;
    private final Clock clock;

    MessageScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.lost = new LostCallbacks(options, clock);
        this.clock = clock;
    }

    Variants addTo(Variants variants) {
        return variants.add(40, this::delivered)
                .add(15, this::throughMessagingService)
                .add(4, this::failed)
                .add(5, this::undelivered)
                .add(5, this::neverConfirmed)
                .add(2, this::clicked)
                .add(2, this::lostDelivery)
                .add(1, this::lostFailure);
    }

    private Scenario delivered(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, random);
        return scenario(sms, random)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .build();
    }

    /** With a service {@code queued} is no initial status, and is therefore reported. */
    private Scenario throughMessagingService(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, random);
        return scenario(sms, random)
                .post(EventKind.MESSAGE_STATUS, sms.status("queued"))
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .build();
    }

    private Scenario failed(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, random);
        return scenario(sms, random)
                .post(EventKind.MESSAGE_STATUS, sms.failure("failed", random.pick(FAILED)))
                .build();
    }

    private Scenario undelivered(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, random);
        Form receipt = sms.failure("undelivered", random.pick(UNDELIVERED))
                .with("RawDlrDoneDate", OutboundMessage.dlrDate(now()));
        return scenario(sms, random)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, receipt)
                .build();
    }

    /** Carriers that send no receipt leave a message at {@code sent} for ever. */
    private Scenario neverConfirmed(SeededRandom random) {
        OutboundMessage mms =
                new OutboundMessage(random.sid("MM"), accountSid, null, random.ourNumber(), random.theirNumber());
        return scenario(mms, random)
                .post(EventKind.MESSAGE_STATUS, mms.status("sent"))
                .build();
    }

    /** Twilio has shortened a link in the message, and somebody follows it. */
    private Scenario clicked(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, random);
        Form click = new Form()
                .with("event_type", "click")
                .with("sms_sid", sms.sid())
                .with("to", sms.to())
                .with("from", sms.from())
                .with("link", "https://shop.example.com/offer?x=1")
                .withIso8601("click_time", now().plusSeconds(30))
                .withIfKnown("messaging_service_sid", sms.messagingServiceSid())
                .with("account_sid", accountSid)
                .with("user_agent", "Mozilla/5.0");
        return scenario(sms, random)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .postToAccountUrl(EventKind.LINK_CLICK, click)
                .build();
    }

    /** The last status callback does not arrive; the Debugger tells of it. */
    private Scenario lostDelivery(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, random);
        ScenarioBuilder scenario = scenario(sms, random).post(EventKind.MESSAGE_STATUS, sms.status("sent"));
        return lost.answeredBadly(scenario, sms.sid(), sms.receipt("delivered", now()), random)
                .sample(Sample.RECOVERED_MESSAGE, sms.sid())
                .build();
    }

    /** Not one status callback arrives: all that is known of the message stands in the Debugger event. */
    private Scenario lostFailure(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, random);
        return lost.notAnswered(scenario(sms, random), sms.sid(), sms.failure("undelivered", "30003"), random)
                .build();
    }

    private Instant now() {
        return clock.instant();
    }

    /** Every second user marks a callback with an order of his own. */
    private static ScenarioBuilder scenario(OutboundMessage message, SeededRandom random) {
        return new ScenarioBuilder(
                message.sid(), random.chance(0.5) ? "order=" + random.between(1000, 9999) : "", random);
    }
}
