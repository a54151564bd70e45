package dev.ringback.storage;

import dev.ringback.model.Alert;
import dev.ringback.model.Page;
import java.util.Optional;

/** Alerts, as the Debugger events so far make them. Safe for use by many threads. */
public interface AlertStore {

    /** Empty when the account has no such alert. */
    Optional<Alert> findAlert(String accountSid, String sid);

    /**
     * Returns one page of an account's alerts, newest first: by date of creation, then by SID.
     *
     * @throws UnknownAnchorException when the page's anchor is not among the account's alerts
     */
    Page<Alert> listAlerts(AlertQuery query);
}
