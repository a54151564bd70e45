package dev.ringback.twilio.callback;

import dev.ringback.model.CallStatus;
import dev.ringback.model.MessageStatus;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.TwilioDates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Places every status on one line of numbers, so that the database only has to keep the highest: a late {@code sent} never beats
 * {@code delivered}, whatever the order of arrival.
 *
 * <p>The rank of the status decides first. Between equal ranks decides what Twilio says of the order: {@code RawDlrDoneDate} for messages,
 * {@code SequenceNumber} and then {@code Timestamp} for calls, the other way round for participants. A fixed precedence decides what is left. A position is the
 * tuple of these, packed into one non-negative long, most significant first.
 */
final class StateOrder {
    private static final int PRECEDENCE_BITS = 4;
    /** {@code YYMMDDhhmm} read as a number, and seconds since 1970 until the year 2514, both fit. */
    private static final int TIME_BITS = 34;

    private static final int SEQUENCE_BITS = 20;
    private static final int MILLIS_OF_SECOND = 1_000;
    private static final int DLR_DIGITS = 10;
    private static final Duration FURTHEST_ZONE = Duration.ofHours(14);
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final DateTimeFormatter DLR =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private StateOrder() {}

    /**
     * @param rawDlrDoneDate {@code YYMMDDhhmm} without a zone: good for comparing two receipts of one message, and for nothing else; null
     *     where the carrier gave none
     */
    static long message(@Nullable MessageStatus status, @Nullable String rawDlrDoneDate) {
        long rank = status == null ? MessageStatus.UNKNOWN_RANK : status.rank();
        long precedence = status == null ? 0 : status.precedence();
        return pack(pack(rank, dlr(rawDlrDoneDate), TIME_BITS), precedence, PRECEDENCE_BITS);
    }

    /**
     * The place of a status that an answer of the REST API tells. The moment of the request stands in the place of the receipt's date, a little later than
     * any receipt can be dated that came before: these have no zone, and no zone is more than 14 hours ahead.
     */
    static long answeredMessage(@Nullable MessageStatus status, Instant askedAt) {
        return message(status, DLR.format(askedAt.plus(FURTHEST_ZONE).plus(ONE_MINUTE)));
    }

    /**
     * The place of a status that an answer of the REST API tells: behind all events with that rank, which count by their sequence, and of answers the later
     * one.
     */
    static long answeredCall(@Nullable CallStatus status, Instant askedAt) {
        return call(status, Long.MAX_VALUE - 1, askedAt);
    }

    /** @param sequenceNumber from 0, over the subscribed events of the call; negative where there is none */
    static long call(@Nullable CallStatus status, long sequenceNumber, @Nullable Instant timestamp) {
        long rank = status == null ? CallStatus.UNKNOWN_RANK : status.rank();
        long precedence = status == null ? 0 : status.precedence();
        long order = pack(pack(rank, sequenceNumber + 1, SEQUENCE_BITS), seconds(timestamp), TIME_BITS);
        return pack(order, precedence, PRECEDENCE_BITS);
    }

    /** A report's word on how a call ended: news to a call that has not ended, and less than any event about its end. */
    static long reportedCall(CallStatus status) {
        return pack(
                pack(pack(CallStatus.UNKNOWN_RANK, Long.MAX_VALUE, SEQUENCE_BITS), Long.MAX_VALUE, TIME_BITS),
                status.precedence(),
                PRECEDENCE_BITS);
    }

    /** A participant has no rank: who left may join again. Within a second the sequence decides. */
    static long participant(long sequenceNumber, @Nullable Instant timestamp, boolean left) {
        return pack(within(seconds(timestamp), 1, sequenceNumber + 1), left ? 1 : 0, PRECEDENCE_BITS);
    }

    /**
     * The place of a participant that an answer of the REST API tells. Twilio shows who has left for a moment longer, so an answer that says nothing of that
     * counts as if it had been asked for a minute before; one that says so counts more than the events of its second.
     */
    static long answeredParticipant(Instant askedAt, boolean left) {
        Instant moment = left ? askedAt : askedAt.minus(ONE_MINUTE);
        return pack(within(seconds(moment), left ? 2 : 0, millis(moment)), left ? 1 : 0, PRECEDENCE_BITS);
    }

    /** The place of the flags of a participant, such as whether they are muted. */
    static long flags(long sequenceNumber, @Nullable Instant timestamp) {
        return within(seconds(timestamp), 0, sequenceNumber + 1);
    }

    /** The place of the flags of a participant that an answer tells: behind the events of its second. */
    static long answeredFlags(Instant askedAt) {
        return within(seconds(askedAt), 1, millis(askedAt));
    }

    /** A place within a second. */
    private static long within(long seconds, int precedence, long order) {
        return pack(pack(seconds, precedence, PRECEDENCE_BITS), order, SEQUENCE_BITS);
    }

    private static long millis(Instant moment) {
        return Math.floorMod(moment.toEpochMilli(), MILLIS_OF_SECOND);
    }

    /** Video's sequence number is declared not to be the order; its timestamp is. */
    static long video(@Nullable Instant timestamp) {
        return timestamp == null ? 0 : Math.max(0, timestamp.toEpochMilli());
    }

    /** Event Streams write the same moment in ISO 8601. */
    private static long dlr(@Nullable String rawDlrDoneDate) {
        if (rawDlrDoneDate == null) {
            return 0;
        }
        String digits = TwilioDates.parse(rawDlrDoneDate).map(DLR::format).orElse(rawDlrDoneDate);
        if (digits.length() != DLR_DIGITS || !Digits.only(digits)) {
            return 0;
        }
        return Long.parseLong(digits);
    }

    private static long seconds(@Nullable Instant timestamp) {
        return timestamp == null ? 0 : timestamp.getEpochSecond();
    }

    /** Appends a part of so many bits, cut to what fits. */
    private static long pack(long high, long part, int bits) {
        long most = (1L << bits) - 1;
        return (high << bits) | Math.max(0, Math.min(part, most));
    }
}
