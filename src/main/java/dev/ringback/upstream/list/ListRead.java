package dev.ringback.upstream.list;

import dev.ringback.upstream.ReadOutcome.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of reading a page of a list.
 *
 * @param result {@code STORED} where the mirror has all of the page
 * @param sids of the rows, in the order of the page; of participants those of their calls
 * @param next Twilio's token for the next page; null behind the last page, and where what follows is not kept
 */
public record ListRead(
        Result result, List<String> sids, @Nullable String next) {
    public ListRead {
        sids = List.copyOf(sids);
    }

    static ListRead failed(Result result) {
        return new ListRead(result, List.of(), null);
    }
}
