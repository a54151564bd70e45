package dev.ringback.forward.group;

import java.util.List;

/**
 * Pairs a notice with the receivers it goes to.
 *
 * @param receivers by their names; some may not be there any more
 */
public record RoutedNotice(Notice notice, List<String> receivers) {
    public RoutedNotice {
        receivers = List.copyOf(receivers);
    }

    /** Returns a copy whose notice describes the threshold in other words. */
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
