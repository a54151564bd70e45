package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Call;
import dev.ringback.model.Page;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.CallQuery;
import dev.ringback.storage.CallStore;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Optional;

/** Table {@code call}. */
public final class JdbiCallStore implements CallStore {
    /** Start of a call as {@link Call#startTime} gives it; for a call that nobody answered, its creation. */
    private static final String START_TIME = "coalesce(answered_at, ended_at - nullif(duration, 0), date_created)";

    private final Reads reads;

    public JdbiCallStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Call> findCall(String accountSid, String sid) {
        return reads.read(
                "find call " + sid, Listing.of(CallTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Call> listCalls(CallQuery query) {
        return reads.read(
                "list calls",
                handle -> matching(query.accountSid(), query.filter()).page(handle, query.page()));
    }

    private static Listing<Call> matching(String accountSid, CallFilter filter) {
        Listing<Call> calls = Listing.of(CallTable.TABLE, accountSid)
                .whereIndexed("to_address", filter.to())
                .whereIndexed("from_address", filter.from())
                .whereIndexed("parent_call_sid", filter.parentCallSid())
                .whereIndexedIn("status", filter.statuses())
                .during("ended_at", "end", filter.endTime())
                .during(START_TIME, "start", filter.startTime());
        if (!filter.startTime().equals(TimeRange.ALWAYS)) {
            return calls.sortedBy(START_TIME);
        }
        return filter.endTime().equals(TimeRange.ALWAYS) ? calls : calls.sortedBy("ended_at");
    }
}
