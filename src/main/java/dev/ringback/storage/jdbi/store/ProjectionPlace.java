package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The row of table {@code projection}: by the rules of which version everything was made, and how far it has been made anew.
 *
 * @param version by whose rules everything was made, or by those of newer versions
 * @param target the newest version that has served the database
 * @param phase which pass is under way
 * @param firstEventId the id before that of the first event there was when the pass over the events began
 * @param lastEventId the last event there was then: what came later was stored by the rules of the target
 * @param afterId the position within the pass, with what follows
 */
record ProjectionPlace(
        int version,
        int target,
        String phase,
        long firstEventId,
        long lastEventId,
        long afterId,
        String afterAccountSid,
        String afterSid) {
    /** Nothing is under way. */
    static final String NONE = "none";

    private static final String READ = """
            SELECT version, target, phase, first_event_id, last_event_id, after_id, after_account_sid, after_sid FROM projection""";

    private static final String CREATE = """
            INSERT INTO projection (id, version, target, phase, first_event_id, last_event_id, after_id, after_account_sid, after_sid)
            SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM event) THEN 0 ELSE CAST(? AS INTEGER) END, CAST(? AS INTEGER), 'none', 0, 0, 0, '', ''
            WHERE NOT EXISTS (SELECT 1 FROM projection)
            ON CONFLICT (id) DO NOTHING""";

    private static final String AIM =
            "UPDATE projection SET target = ?, phase = 'none' WHERE target < ? AND version < ?";

    private static final String NOTHING_TO_DO = """
            UPDATE projection SET version = ? WHERE version < ? AND target = ? AND NOT EXISTS (SELECT 1 FROM event)""";

    private static final String ADVANCE = """
            UPDATE projection SET version = ?, phase = ?, first_event_id = ?, last_event_id = ?, after_id = ?, after_account_sid = ?, after_sid = ?
            WHERE version = ? AND target = ? AND phase = ? AND after_id = ? AND after_account_sid = ? AND after_sid = ?""";

    /** Changes nothing: it is a write, so nobody else can change the row until the transaction ends. */
    private static final String HOLD_CURRENT = """
            UPDATE projection SET version = version
            WHERE version = ? AND target = ? AND NOT EXISTS (SELECT 1 FROM rebuild)""";

    private static final String FINISH = """
            INSERT INTO projection (id, version, target, phase, first_event_id, last_event_id, after_id, after_account_sid, after_sid)
            VALUES (1, ?, ?, 'none', 0, 0, 0, '', '')
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, target = excluded.target, phase = 'none'""";

    /** Reads it; empty before the first server has said its version. */
    static Optional<ProjectionPlace> read(Statements statements) throws SQLException {
        return statements
                .list(
                        row -> new ProjectionPlace(
                                Math.toIntExact(row.number()),
                                Math.toIntExact(row.number()),
                                row.text(),
                                row.number(),
                                row.number(),
                                row.number(),
                                row.text(),
                                row.text()),
                        READ)
                .stream()
                .findFirst();
    }

    /** Makes a version the target, unless a newer one is. */
    static void aim(Transaction transaction, int version) throws SQLException {
        transaction.execute(CREATE, version, version);
        transaction.execute(AIM, version, version, version);
    }

    /** Makes a version, which is the target, that of a database without events. */
    static void skipEmpty(Transaction transaction, int version) throws SQLException {
        transaction.execute(NOTHING_TO_DO, version, version, version);
    }

    /** Says that everything was made by the rules of a version, whatever was under way. */
    static void finish(Transaction transaction, int version) throws SQLException {
        transaction.execute(FINISH, version, version);
    }

    /** Whether everything was made by the rules of a version, which no newer one serves. That stays so until the transaction ends. */
    static boolean holdCurrent(Transaction transaction, int version) throws SQLException {
        return transaction.execute(HOLD_CURRENT, version, version) > 0;
    }

    /** Returns the place that a {@link #text} stands for, in a database of a version; before the first pass where it stands for none. */
    static ProjectionPlace of(String text, int version) {
        String[] parts = text.split(" ", 6);
        return parts.length < 6
                ? new ProjectionPlace(version, version, NONE, 0, 0, 0, "", "")
                : new ProjectionPlace(
                        version,
                        version,
                        parts[0],
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        Long.parseLong(parts[3]),
                        parts[4],
                        parts[5]);
    }

    /** Returns the position as a text, without the versions. */
    String text() {
        return "%s %d %d %d %s %s".formatted(phase, firstEventId, lastEventId, afterId, afterAccountSid, afterSid);
    }

    /** Goes on from here to another place; false, and nothing has changed, where somebody else has. */
    boolean advance(Transaction transaction, ProjectionPlace to) throws SQLException {
        return transaction.execute(
                        ADVANCE,
                        to.version,
                        to.phase,
                        to.firstEventId,
                        to.lastEventId,
                        to.afterId,
                        to.afterAccountSid,
                        to.afterSid,
                        version,
                        target,
                        phase,
                        afterId,
                        afterAccountSid,
                        afterSid)
                > 0;
    }

    /** The first place of a pass. */
    ProjectionPlace beginning(String pass) {
        return new ProjectionPlace(version, target, pass, firstEventId, lastEventId, 0, "", "");
    }

    /** The first place of the pass over the events. */
    ProjectionPlace beginning(String pass, long firstEvent, long lastEvent) {
        return new ProjectionPlace(version, target, pass, firstEvent, lastEvent, firstEvent, "", "");
    }

    /** Another place in the same pass. */
    ProjectionPlace after(long id, String accountSid, String sid) {
        return new ProjectionPlace(version, target, phase, firstEventId, lastEventId, id, accountSid, sid);
    }

    /** Whether it is where a pass leads to when all are done. */
    boolean isEnd() {
        return phase.equals(NONE);
    }

    /** Returns the place at which everything is done. */
    ProjectionPlace end() {
        return new ProjectionPlace(target, target, NONE, 0, 0, 0, "", "");
    }
}
