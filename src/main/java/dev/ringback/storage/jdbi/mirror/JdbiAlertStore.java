package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Alert;
import dev.ringback.model.Page;
import dev.ringback.storage.AlertQuery;
import dev.ringback.storage.AlertStore;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Optional;

/** Table {@code alert}. */
public final class JdbiAlertStore implements AlertStore {
    private final Reads reads;

    public JdbiAlertStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Alert> findAlert(String accountSid, String sid) {
        return reads.read(
                "find alert " + sid, Listing.of(AlertTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Alert> listAlerts(AlertQuery query) {
        return reads.read(
                "list alerts",
                handle -> Listing.of(AlertTable.TABLE, query.accountSid())
                        .where("log_level", query.filter().logLevel())
                        .within("resource_sid", query.filter().resourceSid())
                        .during("date_created", "generated", query.filter().dateGenerated())
                        .page(handle, query.page()));
    }
}
