package dev.ringback.upkeep;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.storage.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens a database, whichever it is, and damages what follows from its log. */
interface ProjectedDatabase {
    /** Opens it to be served; more than once where several nodes may. */
    Database open();

    /** Opens it alone. */
    Database openForRebuild();

    /** Opens it as another node, or as a command where there is only one. */
    Database openBeside();

    String url();

    /** All rows of the log and of what follows from it. */
    Map<String, Set<String>> rows() throws SQLException;

    /** Puts every fifth event onto some timeline, as rules that are forgotten might have done. */
    String strayReferences();

    /** Leaves what other rules, or somebody by hand, might have made of the same events. */
    default void damage() throws SQLException {
        for (String sql : List.of(
                "UPDATE event SET kind = 'unknown' WHERE id % 3 = 0",
                "UPDATE event SET kind = 'message-status' WHERE id % 3 = 1",
                "DELETE FROM call",
                "UPDATE message SET status = 'wrong', position = position + 1000, num_media = 17",
                "UPDATE participant SET call_sid = call_sid || 'X'",
                "INSERT INTO conference (account_sid, sid, position, status, source, date_created, date_updated, last_received_at)"
                        + " VALUES ('" + TestTraffic.ACCOUNT.sid() + "', 'CF0', 1, 'init', 'callback', 1, 1, 1)",
                "INSERT INTO message_tag (account_sid, sid, name, value) SELECT account_sid, sid, 'colour', 'green' FROM message",
                "DELETE FROM event_reference WHERE event_id % 7 = 0",
                strayReferences())) {
            DatabaseRows.execute(url(), sql);
        }
    }

    /** As if an older version had made everything. */
    default void unfinish() throws SQLException {
        DatabaseRows.execute(url(), "DELETE FROM projection");
        DatabaseRows.execute(url(), "INSERT INTO projection SELECT 1, 0, 0, 'none', 0, 0, 0, '', ''");
    }
}
