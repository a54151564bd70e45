package dev.ringback.upstream.doubt;

import java.util.List;
import java.util.stream.Stream;

/** Lists why resources may be in doubt. */
public final class DoubtReasons {
    private static final List<DoubtReason> ALL = Stream.<DoubtReason>concat(
                    OpenState.all().stream(), SequenceGap.all().stream())
            .toList();

    private DoubtReasons() {}

    /** Returns all of them; no resource is in doubt for two. */
    public static List<DoubtReason> all() {
        return ALL;
    }
}
