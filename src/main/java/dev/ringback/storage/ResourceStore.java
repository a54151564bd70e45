package dev.ringback.storage;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import java.util.Collection;
import java.util.Optional;

/** The mirror: every resource as the events so far make it. Safe for use by many threads. */
public interface ResourceStore {

    /**
     * Finds a resource by its SID. Empty when the account has none.
     *
     * @throws IllegalArgumentException for kinds that are found within another resource alone, by a filter: media and participants
     */
    <R extends Resource> Optional<R> find(Class<R> kind, String accountSid, String sid);

    /** Finds a resource by its SID alone, whatever its kind. Empty when the account has none, and for kinds that are found by a filter alone. */
    Optional<? extends Resource> find(String accountSid, String sid);

    /** Does the same for several accounts, in about the time of one. Empty when none of them has it; of several that have it any. */
    default Optional<? extends Resource> find(Collection<String> accountSids, String sid) {
        return accountSids.stream()
                .map(accountSid -> find(accountSid, sid))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Finds one of the resources that match: of several any. Empty when none matches. */
    <R extends Resource> Optional<R> findAny(String accountSid, ResourceFilter<R> filter);

    /**
     * Counts the resources that match, but not further than a number, so that it takes about as long as reading so many. What matches none of
     * millions of rows may take as long as looking at them.
     */
    <R extends Resource> int countUpTo(String accountSid, ResourceFilter<R> filter, int most);

    /**
     * Returns one page of the resources that match, newest first: by date of creation, or by the date that the filter says, then by SID. A
     * page begins next to a row, so rows that arrive meanwhile move nobody's place.
     *
     * @throws UnknownAnchorException when the page's anchor is not in the list that the filter is of, such as the account's messages, or the
     *     media of one message; it need not match the filter itself
     */
    <R extends Resource> Page<R> list(String accountSid, ResourceFilter<R> filter, PageRequest page);
}
