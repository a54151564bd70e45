package dev.ringback.forward;

import java.util.List;

/**
 * A notice with those who are told.
 *
 * @param receivers by their names; some may not be there any more
 */
public record Telling(Notice notice, List<String> receivers) {
    public Telling {
        receivers = List.copyOf(receivers);
    }
}
