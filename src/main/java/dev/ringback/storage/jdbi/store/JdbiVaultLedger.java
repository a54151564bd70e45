package dev.ringback.storage.jdbi.store;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultFilter;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.VaultSummary;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables {@code vault_object} and {@code vault_note}. */
final class JdbiVaultLedger implements VaultLedger {
    private static final String FIND =
            VaultTable.SELECT + "WHERE sid = :sid AND account_sid = :account AND kind = :kind AND format = :format";

    /** Around the account an empty text keeps planners from reading all that it has. */
    static final String OF = VaultTable.SELECT
            + "WHERE (sid = :sid OR parent_sid = :sid) AND account_sid || '' = :account ORDER BY kind, sid, format";

    // Each has an index of its own, which begins with the same conditions.
    static final String DUE_FOR_COPY = VaultTable.SELECT + """
            WHERE kind IN ('recording', 'media', 'media-list') AND state IN ('heard', 'failed') AND due_at <= :now
            ORDER BY due_at LIMIT :limit""";

    static final String DUE_FOR_RULES = VaultTable.SELECT + """
            WHERE kind IN ('message-body', 'message', 'call') AND state = 'heard' AND due_at <= :now
            ORDER BY due_at LIMIT :limit""";

    static final String DUE_FOR_DELETION = VaultTable.SELECT + """
            WHERE kind IN ('recording', 'media') AND state = 'copied' AND deleted = 0 AND copied_at <= :copied_by
            AND (due_at IS NULL OR due_at <= :now) ORDER BY copied_at LIMIT :limit""";

    static final String COPIED_BEFORE = VaultTable.SELECT + """
            WHERE kind IN ('recording', 'media') AND state = 'copied' AND copied_at < :moment
            ORDER BY copied_at LIMIT :limit""";

    static final String WALK = VaultTable.SELECT + """
            WHERE (sid, account_sid, kind, format) > (:sid, :account, :kind, :format)
            ORDER BY sid, account_sid, kind, format LIMIT :limit""";

    private static final String NOTED = "SELECT value FROM vault_note WHERE name = :name";

    private static final String NOTE = """
            INSERT INTO vault_note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value""";

    private static final String NOTE_ONCE = """
            INSERT INTO vault_note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = vault_note.value
            RETURNING value""";

    /** One order for all nodes: of two that add at the same moment one waits for the other, and never both. */
    private static final Comparator<VaultObject> ORDER = Comparator.comparing(VaultObject::sid)
            .thenComparing(VaultObject::accountSid)
            .thenComparing(VaultObject::kind)
            .thenComparing(VaultObject::format);

    private final Writer writer;
    private final Reads reads;
    private final Dialect dialect;

    JdbiVaultLedger(Writer writer, Reads reads, Dialect dialect) {
        this.writer = writer;
        this.reads = reads;
        this.dialect = dialect;
    }

    @Override
    public int add(Collection<VaultObject> objects) {
        if (objects.isEmpty()) {
            return 0;
        }
        List<VaultObject> ordered = objects.stream().sorted(ORDER).toList();
        return writer.write("add to the ledger of the vault", transaction -> {
            int added = 0;
            for (VaultObject object : ordered) {
                added += transaction.execute(VaultTable.INSERT, VaultTable.INSERTED, object);
            }
            return added;
        });
    }

    @Override
    public Optional<VaultObject> find(String accountSid, VaultKind kind, String sid, String format) {
        return reads.read(
                "find " + kind.text() + " " + sid + " in the ledger of the vault",
                handle -> handle.createQuery(FIND)
                        .bind("sid", sid)
                        .bind("account", accountSid)
                        .bind("kind", kind.text())
                        .bind("format", format)
                        .map(new VaultTable())
                        .findFirst());
    }

    @Override
    public List<VaultObject> of(String accountSid, String sidOrParent) {
        return reads.read(
                "find what belongs to " + sidOrParent + " in the ledger of the vault",
                handle -> handle.createQuery(OF)
                        .bind("sid", sidOrParent)
                        .bind("account", accountSid)
                        .map(new VaultTable())
                        .list());
    }

    @Override
    public Optional<VaultObject> replace(VaultObject object) {
        return writer.write(
                "change " + object.kind().text() + " " + object.sid() + " in the ledger of the vault",
                transaction ->
                        transaction.list(VaultTable::read, VaultTable.UPDATE, VaultTable.updated(object)).stream()
                                .findFirst());
    }

    @Override
    public List<VaultObject> dueForCopy(Instant now, int limit) {
        return due("look what the vault has to copy", DUE_FOR_COPY, now, limit);
    }

    @Override
    public List<VaultObject> dueForRules(Instant now, int limit) {
        return due("look what the vault has to delete at Twilio by a rule", DUE_FOR_RULES, now, limit);
    }

    private List<VaultObject> due(String attempted, String query, Instant now, int limit) {
        return reads.read(
                attempted,
                handle -> handle.createQuery(query)
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .map(new VaultTable())
                        .list());
    }

    @Override
    public List<VaultObject> dueForDeletion(Instant copiedBy, Instant now, int limit) {
        return reads.read(
                "look which copied content is to be deleted at Twilio",
                handle -> handle.createQuery(DUE_FOR_DELETION)
                        .bind("copied_by", copiedBy.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .map(new VaultTable())
                        .list());
    }

    @Override
    public List<VaultObject> copiedBefore(Instant moment, int limit) {
        return reads.read(
                "look for old content of the vault",
                handle -> handle.createQuery(COPIED_BEFORE)
                        .bind("moment", moment.toEpochMilli())
                        .bind("limit", limit)
                        .map(new VaultTable())
                        .list());
    }

    @Override
    public List<VaultObject> list(VaultFilter filter, @Nullable VaultObject behind, int limit) {
        VaultList list = new VaultList(filter, behind, limit);
        return reads.readOneMoment("list the ledger of the vault", dialect, list::read);
    }

    @Override
    public List<VaultObject> walk(@Nullable VaultObject behind, int limit) {
        return reads.read(
                "walk over the ledger of the vault",
                handle -> handle.createQuery(WALK)
                        .bind("sid", behind == null ? "" : behind.sid())
                        .bind("account", behind == null ? "" : behind.accountSid())
                        .bind("kind", behind == null ? "" : behind.kind().text())
                        .bind("format", behind == null ? "" : behind.format())
                        .bind("limit", limit)
                        .map(new VaultTable())
                        .list());
    }

    @Override
    public List<VaultSummary> summary(AccountScope scope) {
        return reads.read("sum up the ledger of the vault", handle -> VaultSums.read(handle, scope));
    }

    @Override
    public Optional<String> note(String name) {
        return reads.read(
                "read note " + name + " of the vault",
                handle -> handle.createQuery(NOTED)
                        .bind("name", name)
                        .mapTo(String.class)
                        .findFirst());
    }

    @Override
    public void note(String name, String value) {
        writer.write("note " + name + " of the vault", transaction -> transaction.execute(NOTE, name, value));
    }

    @Override
    public String noteOnce(String name, String value) {
        return writer.write(
                "note " + name + " of the vault",
                transaction ->
                        transaction.list(Row::text, NOTE_ONCE, name, value).get(0));
    }
}
