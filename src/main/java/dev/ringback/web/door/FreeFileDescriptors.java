package dev.ringback.web.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the files and connections that this process may still open. */
final class FreeFileDescriptors {
    private static final Logger log = LoggerFactory.getLogger(FreeFileDescriptors.class);

    private FreeFileDescriptors() {}

    /** Counts them. Empty where the operating system does not tell how many it allows. */
    static OptionalLong count() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? count(unix::getMaxFileDescriptorCount, unix::getOpenFileDescriptorCount)
                : OptionalLong.empty();
    }

    /**
     * Counts with these counters.
     *
     * @param most may throw or be negative where that is unknown
     * @param open the same: Java counts the entries of {@code /proc/self/fd}, which a chroot may lack, and then throws an
     *     {@code InternalError}. The few that are open at a start hardly matter
     */
    static OptionalLong count(LongSupplier most, LongSupplier open) {
        OptionalLong known = known(most);
        return known.isEmpty()
                ? known
                : OptionalLong.of(known.getAsLong() - known(open).orElse(0));
    }

    private static OptionalLong known(LongSupplier counter) {
        try {
            long count = counter.getAsLong();
            return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
        } catch (InternalError | RuntimeException unknown) {
            log.debug("the operating system does not tell how many files are open or allowed: {}", unknown.toString());
            return OptionalLong.empty();
        }
    }
}
