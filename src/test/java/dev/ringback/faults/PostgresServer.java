package dev.ringback.faults;

import dev.ringback.storage.jdbi.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL of its own, with production settings, that can be stopped in the middle of anything and started again. */
final class PostgresServer implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    PostgresServer(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        start();
    }

    DatabaseOptions options() {
        return new DatabaseOptions("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
    }

    /** As after a failure of power, but that what was written to the operating system stays: {@code pg_ctl -m immediate stop}. */
    void stopImmediately() throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        while (postmaster.isAlive()) {
            Thread.sleep(20);
        }
        server.close(); // lets go of the folder, which stays
    }

    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
