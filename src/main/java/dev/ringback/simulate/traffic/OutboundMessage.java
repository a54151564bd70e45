package dev.ringback.simulate.traffic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message we send, and its status callbacks.
 *
 * @param sid {@code SM...}, or {@code MM...} with media
 * @param messagingServiceSid null where no Messaging Service sends it
 */
public record OutboundMessage(
        String sid, String accountSid, @Nullable String messagingServiceSid, String from, String to) {
    /** Minutes, without a zone: the carrier's own clock. */
    private static final DateTimeFormatter DLR_DATE =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    static OutboundMessage sms(String accountSid, SeededRandom random) {
        return new OutboundMessage(random.sid("SM"), accountSid, null, random.ourNumber(), random.theirNumber());
    }

    static OutboundMessage throughMessagingService(String accountSid, SeededRandom random) {
        return new OutboundMessage(
                random.sid("SM"), accountSid, random.sid("MG"), random.ourNumber(), random.theirNumber());
    }

    /** The parameters of an SMS or MMS status callback. */
    public Form status(String status) {
        return new Form()
                .with("MessageSid", sid)
                .with("SmsSid", sid)
                .with("MessageStatus", status)
                .with("SmsStatus", status)
                .withIfKnown("MessagingServiceSid", messagingServiceSid)
                .with("AccountSid", accountSid)
                .with("From", from)
                .with("To", to)
                .with("ApiVersion", "2010-04-01");
    }

    /** A delivery receipt's status, with the date the carrier put on it. */
    public Form receipt(String status, Instant done) {
        return status(status).with("RawDlrDoneDate", dlrDate(done));
    }

    /** {@code failed} or {@code undelivered}; the code comes first, as Twilio sends it. */
    public Form failure(String status, String errorCode) {
        return new Form().with("ErrorCode", errorCode).withAll(status(status));
    }

    static String dlrDate(Instant done) {
        return DLR_DATE.format(done);
    }
}
