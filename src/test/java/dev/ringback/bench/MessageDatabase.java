package dev.ringback.bench;

import dev.ringback.model.Account;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A database full of messages, written through the same store as everything else, in large commits. The same number always makes the same
 * messages, one a second.
 *
 * @param statuses how many events each message has
 */
record MessageDatabase(Path file, long messages, int statuses) {
    private static final long SEED = 3;
    private static final int MESSAGES_PER_COMMIT = 4_000;
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final Account ACCOUNT = Account.of(BenchAccount.SID, BenchAccount.AUTH_TOKEN);

    /**
     * Builds the database, unless it is there already.
     *
     * @param statuses how many events each message has: the last ones of {@link StatusTraffic#STATUSES}
     */
    static MessageDatabase build(Path file, long messages, int statuses) {
        if (Files.exists(file)) {
            return new MessageDatabase(file, messages, statuses);
        }
        try {
            // Built elsewhere, so that what was broken off is not mistaken for the whole
            Path folder = Files.createTempDirectory(file.getParent(), "build");
            Path unfinished = folder.resolve("messages.db");
            fill(unfinished, messages, statuses);
            Files.move(unfinished, file);
            Files.deleteIfExists(folder.resolve("messages.db-lock"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MessageDatabase(file, messages, statuses);
    }

    /** As {@link #build}, and kept for the next run: a large one takes longer to build than to measure. */
    static MessageDatabase kept(Path folder, long messages, int statuses) {
        return build(
                folder.resolve("messages-" + messages + "-of-" + statuses + "-" + schema() + ".db"),
                messages,
                statuses);
    }

    /** What a database of another schema does not share. */
    private static String schema() {
        CRC32 sum = new CRC32();
        try (Stream<Path> files = Files.list(Path.of("schema", "sqlite"))) {
            for (Path file : files.sorted().toList()) {
                sum.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(sum.getValue());
    }

    private static void fill(Path file, long messages, int statuses) {
        CallbackReader reader = new CallbackReader(BenchAccount.ACCOUNTS);
        SqliteDatabase.open(file).close();
        List<String> indexes = dropIndexes(file);
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            List<Entry> batch = entries(reader, 0, messages, statuses);
            for (long first = 0; first < messages; first += MESSAGES_PER_COMMIT) {
                long next = first + MESSAGES_PER_COMMIT;
                CompletableFuture<List<Entry>> following =
                        CompletableFuture.supplyAsync(() -> entries(reader, next, messages, statuses));
                database.events().append(batch);
                batch = following.join();
                System.out.printf(
                        "\rbuilding %,d messages: %3d%%", messages, 100 * Math.min(next, messages) / messages);
            }
        }
        System.out.println();
        indexes.forEach(index -> change(file, index));
    }

    /** Written at the end, each in its own order: in the order of the messages that takes many times as long, and ends in the same index. */
    private static List<String> dropIndexes(Path file) {
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'message' AND sql IS NOT NULL")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("read the indexes of " + file, e);
        }
        names.forEach(name -> change(file, "DROP INDEX " + name));
        return definitions;
    }

    private static void change(Path file, String sql) {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static List<Entry> entries(CallbackReader reader, long first, long messages, int statuses) {
        return LongStream.range(first, Math.min(first + MESSAGES_PER_COMMIT, messages))
                .boxed()
                .flatMap(message -> told(statuses).stream().flatMap(status -> read(reader, message, status).stream()))
                .toList();
    }

    private static List<String> told(int statuses) {
        return StatusTraffic.STATUSES.subList(StatusTraffic.STATUSES.size() - statuses, StatusTraffic.STATUSES.size());
    }

    /** What it was filled with, in the order in which it came: a line for each callback, its time and its form. */
    Stream<String> callbacks() {
        return LongStream.range(0, messages)
                .boxed()
                .flatMap(message -> told(statuses).stream()
                        .map(status -> receivedAt(message) + " " + StatusTraffic.form(SEED, message, status)));
    }

    private static Instant receivedAt(long message) {
        return BEGIN.plusSeconds(message);
    }

    private static List<Entry> read(CallbackReader reader, long message, String status) {
        byte[] form = StatusTraffic.form(SEED, message, status).getBytes(StandardCharsets.ISO_8859_1);
        Arrival arrival = new Arrival(
                ACCOUNT, BenchAccount.PUBLIC_URL, "POST", "/twilio", null, receivedAt(message), EventSource.CALLBACK);
        return reader.readForm(arrival, form, FormBody.parse(form));
    }

    /** SIDs of so many messages, anywhere in the list. */
    Stream<String> randomSids(int count) {
        return new SplittableRandom(SEED)
                .longs(count, 0, messages)
                .mapToObj(message -> StatusTraffic.sid(SEED, message));
    }
}
