package dev.ringback.simulate.traffic;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes every choice of a scenario, from one seeded source. Not safe for use by several threads. */
public final class SeededRandom {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final RandomGenerator random;

    /** Makes choices from that source. */
    public SeededRandom(RandomGenerator random) {
        this.random = random;
    }

    /** Two letters and 32 hexadecimal digits, as Twilio names its resources. */
    public String sid(String prefix) {
        return prefix + hex(32);
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(HEX[random.nextInt(HEX.length)]);
        }
        return text.toString();
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** A number of the range that is reserved for fiction, {@code +1415555 0100} to {@code 0199}; the half with these first digits. */
    public String ourNumber() {
        return "+14155550" + between(100, 149);
    }

    /** Returns a number as {@link #ourNumber} does, from the other half, so that nobody calls himself. */
    String theirNumber() {
        return "+14155550" + between(150, 199);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration seconds(int least, int most) {
        return Duration.ofSeconds(between(least, most));
    }

    /** Returns true in that share of all cases. */
    public boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Returns one of them, each as likely as the other. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
