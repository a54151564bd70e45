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

    private Scenario delivered(Dice dice) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, dice);
        return script(sms, dice)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .scenario();
    }

    /** With a service {@code queued} is no initial status, and is therefore reported. */
    private Scenario throughMessagingService(Dice dice) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, dice);
        return script(sms, dice)
                .post(EventKind.MESSAGE_STATUS, sms.status("queued"))
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .scenario();
    }

    private Scenario failed(Dice dice) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, dice);
        return script(sms, dice)
                .post(EventKind.MESSAGE_STATUS, sms.failure("failed", dice.pick(FAILED)))
                .scenario();
    }

    private Scenario undelivered(Dice dice) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, dice);
        Form receipt = sms.failure("undelivered", dice.pick(UNDELIVERED))
                .with("RawDlrDoneDate", OutboundMessage.dlrDate(now()));
        return script(sms, dice)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, receipt)
                .scenario();
    }

    /** Carriers that send no receipt leave a message at {@code sent} for ever. */
    private Scenario neverConfirmed(Dice dice) {
        OutboundMessage mms =
                new OutboundMessage(dice.sid("MM"), accountSid, null, dice.ourNumber(), dice.theirNumber());
        return script(mms, dice)
                .post(EventKind.MESSAGE_STATUS, mms.status("sent"))
                .scenario();
    }

    /** Twilio has shortened a link in the message, and somebody follows it. */
    private Scenario clicked(Dice dice) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, dice);
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
        return script(sms, dice)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", now()))
                .postToAccountUrl(EventKind.LINK_CLICK, click)
                .scenario();
    }

    /** The last status callback does not arrive; the Debugger tells of it. */
    private Scenario lostDelivery(Dice dice) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, dice);
        Script script = script(sms, dice).post(EventKind.MESSAGE_STATUS, sms.status("sent"));
        return lost.answeredBadly(script, sms.sid(), sms.receipt("delivered", now()), dice)
                .sample(Sample.RECOVERED_MESSAGE, sms.sid())
                .scenario();
    }

    /** Not one status callback arrives: all that is known of the message stands in the Debugger event. */
    private Scenario lostFailure(Dice dice) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, dice);
        return lost.notAnswered(script(sms, dice), sms.sid(), sms.failure("undelivered", "30003"), dice)
                .scenario();
    }

    private Instant now() {
        return clock.instant();
    }

    /** Every second user marks a callback with an order of his own. */
    private static Script script(OutboundMessage message, Dice dice) {
        return new Script(message.sid(), dice.chance(0.5) ? "order=" + dice.between(1000, 9999) : "", dice);
    }
}
