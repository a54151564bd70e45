package dev.ringback.outbound;

import java.time.Duration;

/**
 * Bounds an exchange whose body may be long: not the whole time is limited, but how long nothing comes, and how slowly it may come.
 *
 * @param head how long the head of the answer is waited for, with looking up the host and connecting
 * @param idle how long nothing of the body may come
 * @param least bytes a second that have to come on average, counted from {@code idle} after the head on
 * @param maxBody how many bytes the body may have
 */
public record StreamLimits(Duration head, Duration idle, long least, long maxBody) {
    public StreamLimits {
        if (head.isNegative() || idle.isNegative() || idle.isZero() || least < 0 || maxBody < 0) {
            throw new IllegalArgumentException("no bounds of a stream");
        }
    }

    /** Returns these limits with another one for the head. */
    public StreamLimits withHead(Duration time) {
        return new StreamLimits(time, idle, least, maxBody);
    }
}
