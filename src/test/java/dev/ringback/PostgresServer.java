package dev.ringback;

import dev.ringback.storage.jdbi.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own, with production settings, that can be stopped in the middle of anything, started again, and have a standby. Ends
 * with the tests at the latest.
 */
public final class PostgresServer implements AutoCloseable {
    private static final long START_SECONDS = 60;

    private final String binary;
    private final Path data;
    private final int port;
    private final List<String> settings;
    private Process process;

    private PostgresServer(String binary, Path data, List<String> settings) throws IOException, InterruptedException {
        this.binary = binary;
        this.data = data;
        this.port = freePort();
        this.settings = new ArrayList<>(settings);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Makes an empty one and starts it.
     *
     * @param data where it keeps its files; a folder that does not exist yet
     * @param settings {@code name=value}, beside those that make commits durable, which every server has
     */
    public static PostgresServer create(Path data, String... settings) throws IOException, InterruptedException {
        return new PostgresServer(initialise(data), data, List.of(settings));
    }

    /** Returns the program that made the folder and works on it. */
    private static String initialise(Path data) throws IOException {
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()) {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            return ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow();
        }
    }

    /**
     * Makes a copy that follows this server, which is stopped for it, and from then on acknowledges what both have.
     *
     * @param data where the standby keeps its files; a folder that does not exist yet
     */
    public PostgresServer standby(Path data) throws IOException, InterruptedException {
        signal("INT");
        copy(this.data, data);
        Files.createFile(data.resolve("standby.signal"));
        List<String> following = new ArrayList<>(settings);
        following.add("primary_conninfo=host=127.0.0.1 port=" + this.port + " user=postgres");
        settings.add("synchronous_standby_names=*");
        start();
        return new PostgresServer(binary, data, following);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Chosen once: it stays the same over all starts. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public DatabaseOptions options() {
        return options("postgres");
    }

    /** Of another of its databases. */
    public DatabaseOptions options(String database) {
        return new DatabaseOptions("jdbc:postgresql://" + address() + "/" + database + "?user=postgres");
    }

    /** Of the process from which all others of the server descend. */
    public long pid() {
        return process.pid();
    }

    /** Whichever of both can be written. */
    public DatabaseOptions optionsOr(PostgresServer standby) {
        return new DatabaseOptions(
                "jdbc:postgresql://" + address() + "," + standby.address() + "/postgres?user=postgres");
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it again, and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // it does not run as root
        }
        command.addAll(List.of(binary, "-D", data.toString(), "-p", String.valueOf(port), "-k", ""));
        Stream.concat(Stream.of("listen_addresses=127.0.0.1", "fsync=on", "synchronous_commit=on"), settings.stream())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        File log = data.resolveSibling(data.getFileName() + ".log").toFile();
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("PostgreSQL does not start: " + Files.readString(log.toPath()));
            }
            Thread.sleep(20);
        }
        return started;
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(options().jdbcUrl())) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** As after a failure of power, but that what was written to the operating system stays: {@code pg_ctl -m immediate stop}. */
    public void stopImmediately() throws IOException, InterruptedException {
        signal("QUIT");
    }

    /** Makes a standby the server that can be written. */
    public void promote() throws SQLException {
        if (DatabaseRows.query(options().jdbcUrl(), "SELECT pg_promote(true, 60)")
                .contains("pg_promote=f|")) {
            throw new SQLException("it was not promoted within a minute");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                signal("INT");
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
