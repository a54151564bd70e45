package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Table {@code vault_object}: its columns, listed once, how a row is written, and how it is read back. */
final class VaultTable implements RowMapper<VaultObject> {
    private static final List<Column<VaultObject>> KEY = List.of(
            new Column<>("sid", VaultObject::sid),
            new Column<>("account_sid", VaultObject::accountSid),
            new Column<>("kind", object -> object.kind().text()),
            new Column<>("format", VaultObject::format));

    private static final List<Column<VaultObject>> CHANGING = List.of(
            new Column<>("parent_sid", VaultObject::parentSid),
            new Column<>("state", object -> object.state().text()),
            new Column<>("heard_at", VaultObject::heardAt),
            new Column<>("due_at", VaultObject::dueAt),
            new Column<>("attempts", VaultObject::attempts),
            new Column<>("failure", VaultObject::failure),
            new Column<>("failed_at", VaultObject::failedAt),
            new Column<>("object_key", VaultObject::key),
            new Column<>("length", VaultObject::length),
            new Column<>("sha256", VaultObject::sha256),
            new Column<>("content_type", VaultObject::contentType),
            new Column<>("encryption_details", VaultObject::encryptionDetails),
            new Column<>("copied_at", VaultObject::copiedAt),
            new Column<>("verified_at", VaultObject::verifiedAt),
            new Column<>("deleted_at", VaultObject::deletedAt),
            new Column<>("deletion_rule", VaultObject::deletionRule),
            new Column<>("removed_at", VaultObject::removedAt),
            new Column<>("removal_rule", VaultObject::removalRule));

    /** Holds what an index needs of another column, and is not read back. */
    private static final Column<VaultObject> DELETED = new Column<>("deleted", object -> object.deletedAt() != null);

    private static final Column<VaultObject> VERSION = new Column<>("version", VaultObject::version);

    /** {@link #read} reads them; those of the key come first. */
    static final List<String> READ = Stream.of(KEY.stream(), CHANGING.stream(), Stream.of(VERSION))
            .flatMap(columns -> columns)
            .map(Column::name)
            .toList();

    static final String SELECT = "SELECT " + String.join(", ", READ) + " FROM vault_object ";

    /** All columns; those of the key come first. */
    static final List<String> ALL =
            Stream.concat(READ.stream(), Stream.of(DELETED.name())).toList();

    private static final Insert<VaultObject> INSERTING = new Insert<>(
            "vault_object",
            Stream.of(
                            KEY.stream(),
                            CHANGING.stream(),
                            Stream.of(DELETED, new Column<VaultObject>("version", object -> 1)))
                    .flatMap(columns -> columns)
                    .toList(),
            "ON CONFLICT (sid, account_sid, kind, format) DO NOTHING");

    /** Adds an entry in its first version; its parameters are {@link #INSERTED}. */
    static final String INSERT = INSERTING.sql();

    static final List<Column<VaultObject>> INSERTED = INSERTING.columns();

    /** Changes an entry of one version, and returns it; its parameters are {@link #updated}. */
    static final String UPDATE = """
            UPDATE vault_object SET version = version + 1, %s
            WHERE %s AND version = ? RETURNING %s""".formatted(
                    Stream.concat(CHANGING.stream(), Stream.of(DELETED))
                            .map(column -> column.name() + " = ?")
                            .collect(joining(", ")),
                    KEY.stream().map(column -> column.name() + " = ?").collect(joining(" AND ")),
                    String.join(", ", READ));

    private static final List<Column<VaultObject>> UPDATED = Stream.of(
                    CHANGING.stream(), Stream.of(DELETED), KEY.stream(), Stream.of(VERSION))
            .flatMap(columns -> columns)
            .toList();

    static @Nullable Object[] updated(VaultObject object) {
        return UPDATED.stream().map(column -> column.of(object)).toArray();
    }

    @Override
    public VaultObject map(ResultSet rows, StatementContext context) throws SQLException {
        return read(new Row(rows));
    }

    static VaultObject read(Row row) throws SQLException {
        return VaultObjectBuilder.builder()
                .sid(row.text())
                .accountSid(row.text())
                .kind(kind(row))
                .format(row.text())
                .parentSid(row.textOrNull())
                .state(row.constant(VaultState.class))
                .heardAt(row.time())
                .dueAt(row.timeOrNull())
                .attempts(Math.toIntExact(row.number()))
                .failure(row.textOrNull())
                .failedAt(row.timeOrNull())
                .key(row.text())
                .length(row.numberOrNull())
                .sha256(row.textOrNull())
                .contentType(row.textOrNull())
                .encryptionDetails(row.textOrNull())
                .copiedAt(row.timeOrNull())
                .verifiedAt(row.timeOrNull())
                .deletedAt(row.timeOrNull())
                .deletionRule(row.textOrNull())
                .removedAt(row.timeOrNull())
                .removalRule(row.textOrNull())
                .version(row.number())
                .build();
    }

    /** Reads the next column as a kind. */
    static VaultKind kind(Row row) throws SQLException {
        return VaultKind.valueOf(row.text().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
