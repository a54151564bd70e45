package dev.ringback.storage.jdbi;

import dev.ringback.model.Call;
import dev.ringback.model.Page;
import dev.ringback.storage.CallQuery;
import dev.ringback.storage.CallStore;
import java.util.Optional;

/** Table {@code call}. */
final class JdbiCallStore implements CallStore {
    private final Reads reads;

    JdbiCallStore(Reads reads) {
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
                handle -> Listing.of(CallTable.TABLE, query.accountSid()).page(handle, query.page()));
    }
}
