package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Entry;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Table {@code message_tag}. */
public final class TagTable {
    /** A tag of a message. */
    public record Tag(String accountSid, String sid, String name, String value) {
        /** It sorts, and differs from the key of every other row. */
        public String key() {
            return String.join("\0", accountSid, sid, name, value);
        }
    }

    /** Inserts a tag; where it is there already nothing changes. */
    public static final Insert<Tag> INSERT = new Insert<>(
            "message_tag",
            List.of(
                    new Column<>("account_sid", Tag::accountSid),
                    new Column<>("sid", Tag::sid),
                    new Column<>("name", Tag::name),
                    new Column<>("value", Tag::value)),
            "ON CONFLICT (account_sid, sid, name, value) DO NOTHING");

    private static final String INSERT_ONE = INSERT.sql();

    private TagTable() {}

    /** Returns the tags that an event gives its message. */
    public static Stream<Tag> tags(Entry entry) {
        return entry.tags().stream()
                .map(tag -> new Tag(entry.event().accountSid(), entry.event().sid(), tag.name(), tag.value()));
    }

    /** Adds the tags of an event to those of its message. */
    public static void merge(Transaction transaction, Entry entry) throws SQLException {
        for (Tag tag : tags(entry).toList()) {
            transaction.execute(INSERT_ONE, INSERT.columns(), tag);
        }
    }
}
