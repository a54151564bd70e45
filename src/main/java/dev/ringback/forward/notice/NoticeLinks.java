package dev.ringback.forward.notice;

import dev.ringback.forward.rule.Label;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where a reader of a notice can go on. Safe for use by many threads. */
public interface NoticeLinks {
    /** For where no address is known. */
    NoticeLinks NONE = new NoticeLinks() {
        @Override
        public Optional<URI> timeline(String sid) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> silence(String rule, Map<Label, String> labels) {
            return Optional.empty();
        }
    };

    /** What happened to a resource; empty where that cannot be shown. A SID comes from strangers and may be anything. */
    Optional<URI> timeline(String sid);

    /** Where a group can be silenced; empty where that is not possible. */
    Optional<URI> silence(String rule, Map<Label, String> labels);
}
