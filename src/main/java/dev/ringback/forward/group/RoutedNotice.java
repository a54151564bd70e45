package dev.ringback.forward.group;

import java.util.List;

/**
 * A notice with those who are told.
 *
 * @param receivers by their names; some may not be there any more
 */
public record RoutedNotice(Notice notice, List<String> receivers) {
    public RoutedNotice {
        receivers = List.copyOf(receivers);
    }

    /** With something else said of the threshold. */
    RoutedNotice withThreshold(String words) {
        Notice changed = new Notice(
                notice.rule(),
                words,
                notice.labels(),
                notice.state(),
                notice.at(),
                notice.fresh(),
                notice.total(),
                notice.since(),
                notice.latest(),
                notice.kinds(),
                notice.examples(),
                notice.undecided());
        return new RoutedNotice(changed, receivers);
    }
}
