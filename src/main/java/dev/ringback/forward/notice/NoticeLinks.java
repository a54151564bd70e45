package dev.ringback.forward.notice;

import dev.ringback.forward.rule.Label;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Makes the links of a notice. Safe for use by many threads. */
public interface NoticeLinks {
    /** Makes no links, for servers whose own address is unknown. */
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

    /** Returns the link to a resource's timeline; empty if there is none. The SID comes from outside and may be any text. */
    Optional<URI> timeline(String sid);

    /** Returns the link that silences a group; empty if that is not possible. */
    Optional<URI> silence(String rule, Map<Label, String> labels);
}
