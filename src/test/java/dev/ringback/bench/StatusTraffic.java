package dev.ringback.bench;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormEncoder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Status callbacks of many messages, in the order Twilio would send them: {@code queued}, {@code sent}, {@code delivered}, each a while
 * after the one before, with those of other messages between. Nothing repeats, and the same seed makes the same traffic.
 */
final class StatusTraffic {
    static final List<String> STATUSES = List.of("queued", "sent", "delivered");

    /** How many messages begin before the next status of one comes: some 20 ms and 100 ms at ten thousand messages a second. */
    private static final int[] LAGS = {0, 200, 1_000};

    /** How many numbers messages go to, in turn. */
    private static final int NUMBERS = 100;

    private static final int FIRST_AREA = 415;

    private final long seed;
    private final long begin;
    private final long step;
    private final int numbers;
    private long round;
    private int status;

    /**
     * A share of the messages of a seed.
     *
     * @param begin the first message
     * @param step the distance to the next, so that several senders may share
     */
    StatusTraffic(long seed, long begin, long step) {
        this(seed, begin, step, NUMBERS);
    }

    /** @param numbers how many numbers the messages go to, in turn */
    StatusTraffic(long seed, long begin, long step, int numbers) {
        this.seed = seed;
        this.begin = begin;
        this.step = step;
        this.numbers = numbers;
    }

    /** A number of those that are kept for fiction: a hundred in each area. */
    static String number(int number) {
        return "+1%d55501%02d".formatted(FIRST_AREA + number / NUMBERS, number % NUMBERS);
    }

    /** The SID of a message. */
    static String sid(long seed, long message) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + message);
        return "SM%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    /** Says that a message has got a status. */
    record Update(long message, String status) {}

    /** The form of the next callback, encoded. */
    String next() {
        Update update = nextUpdate();
        return form(seed, update.message(), update.status(), numbers);
    }

    /** What the next callback says. */
    Update nextUpdate() {
        long message = round - LAGS[status];
        while (message < 0) {
            advance();
            message = round - LAGS[status];
        }
        Update update = new Update(begin + message * step, STATUSES.get(status));
        advance();
        return update;
    }

    private void advance() {
        status = (status + 1) % STATUSES.size();
        if (status == 0) {
            round++;
        }
    }

    /** What Twilio sends of a message that goes through a Messaging Service. */
    static String form(long seed, long message, String status) {
        return form(seed, message, status, NUMBERS);
    }

    private static String form(long seed, long message, String status, int numbers) {
        String sid = sid(seed, message);
        return FormEncoder.body(new Parameters(List.of(
                new Parameter("MessageSid", sid),
                new Parameter("SmsSid", sid),
                new Parameter("MessageStatus", status),
                new Parameter("SmsStatus", status),
                new Parameter("MessagingServiceSid", "MG00000000000000000000000000000001"),
                new Parameter("AccountSid", BenchAccount.SID),
                new Parameter("From", "+14155550100"),
                new Parameter("To", number((int) (message % numbers))),
                new Parameter("ApiVersion", "2010-04-01"))));
    }
}
