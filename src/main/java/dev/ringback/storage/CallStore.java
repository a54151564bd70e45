package dev.ringback.storage;

import dev.ringback.model.Call;
import dev.ringback.model.Page;
import java.util.Optional;

/** Calls, as the events so far make them. Safe for use by many threads. */
public interface CallStore {

    /** Empty when the account has no such call. */
    Optional<Call> findCall(String accountSid, String sid);

    /**
     * Returns one page of an account's calls, newest first: by date of creation, then by SID.
     *
     * @throws UnknownAnchorException when the page's anchor is not among the account's calls
     */
    Page<Call> listCalls(CallQuery query);
}
