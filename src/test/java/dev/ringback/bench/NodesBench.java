package dev.ringback.bench;

import dev.ringback.DatabaseRows;
import dev.ringback.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Callbacks of many nodes: one, two and three before one PostgreSQL and behind nginx, everything on this machine, beside plain inserts of the
 * same rows.
 */
final class NodesBench implements Part {
    private static final long WARM_UP_SEED = 1;
    private static final long SEED = 2;
    private static final int MOST_NODES = 3;

    /** As many as 64 connections can have in one commit. */
    private static final int TOGETHER = 64;

    /** Few enough to be held in memory, more than are inserted in a measurement. */
    private static final int MOST_ROWS = 150_000;

    private final Workshop workshop;
    private final Plan plan;
    private final Wrk wrk;
    private final Series ceiling =
            Series.ceiling("ceiling: the same rows inserted over one connection, " + TOGETHER + " events a commit");
    private final Series ceilingOfMany = Series.ceiling("the same over " + MOST_NODES + " connections");
    private final List<Series> nodes = IntStream.rangeClosed(1, MOST_NODES)
            .mapToObj(count ->
                    Series.below(ceiling, "durable ingest, nginx before " + count + (count == 1 ? " node" : " nodes")))
            .toList();

    NodesBench(Workshop workshop) {
        this.workshop = workshop;
        this.plan = workshop.plan();
        this.wrk = workshop.wrk();
    }

    @Override
    public void run(Report report) {
        System.out.println("preparing signed requests");
        // Each node has to be warm.
        List<RequestFiles> warmUps = IntStream.rangeClosed(1, MOST_NODES)
                .mapToObj(count -> RequestFiles.write(
                        workshop.folder().resolve("warm-up-" + count),
                        WARM_UP_SEED,
                        wrk.threads(),
                        count * plan.warmUpRequests()))
                .toList();
        RequestFiles requests = RequestFiles.write(
                workshop.folder().resolve("requests"), SEED, wrk.threads(), plan.maxPerSecond() * plan.seconds());
        Path data = workshop.folder().resolve("postgres");
        workshop.deleteFolder(data);
        try (PostgresServer postgres = PostgresServer.create(data, "shared_buffers=512MB", "max_wal_size=4GB")) {
            report.fact(
                    "PostgreSQL",
                    DatabaseRows.query(postgres.options().jdbcUrl(), "SHOW server_version")
                            .iterator()
                            .next()
                            .replaceAll(".*=", "")
                            .strip());
            for (int round = 1; round <= plan.rounds(); round++) {
                System.out.printf("callbacks, round %d of %d%n", round, plan.rounds());
                for (int count = 1; count <= MOST_NODES; count++) {
                    ingest(postgres, count, warmUps.get(count - 1), requests, report);
                    if (count == 1) {
                        inserts(postgres);
                    }
                }
            }
            for (RequestFiles warmUp : warmUps) {
                warmUp.delete();
            }
            requests.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        workshop.deleteFolder(data);
        List<Series> rows = new ArrayList<>(List.of(ceiling, ceilingOfMany));
        rows.addAll(nodes);
        report.rows(rows);
    }

    private void ingest(PostgresServer postgres, int count, RequestFiles warmUp, RequestFiles requests, Report report)
            throws SQLException {
        DatabaseRows.execute(postgres.options().jdbcUrl(), "DROP DATABASE IF EXISTS bench");
        DatabaseRows.execute(postgres.options().jdbcUrl(), "CREATE DATABASE bench");
        DatabaseRows.execute(postgres.options().jdbcUrl(), "CHECKPOINT");
        String url = postgres.options("bench").jdbcUrl();
        List<ServerProcess> started = new ArrayList<>();
        Load warm;
        Sample sample;
        try {
            for (int i = 0; i < count; i++) {
                started.add(workshop.serve(url, 0));
                started.get(i).awaitReady();
            }
            try (Nginx nginx = Nginx.before(workshop.folder(), started)) {
                warm = wrk.post(nginx.port(), warmUp, count * Plan.MAX_WARM_UP_SECONDS);
                long[] pids = LongStream.concat(
                                LongStream.of(postgres.pid(), nginx.pid()),
                                started.stream().mapToLong(ServerProcess::pid))
                        .toArray();
                sample = Sample.of(() -> wrk.post(nginx.port(), requests, plan.seconds()), pids);
            }
        } finally {
            started.forEach(ServerProcess::close);
        }
        StoredEvents stored = StoredEvents.inPostgres(url);
        stored.confirm(warm, sample.load());
        report.stored(stored);
        nodes.get(count - 1).add(sample);
    }

    /** With the rows that were just stored. */
    private void inserts(PostgresServer postgres) {
        PlainInserts inserts = PlainInserts.of(postgres.options("bench").jdbcUrl(), MOST_ROWS, TOGETHER);
        ceiling.add(Sample.of(() -> inserts.run(1, plan.seconds()), postgres.pid()));
        ceilingOfMany.add(Sample.of(() -> inserts.run(MOST_NODES, plan.seconds()), postgres.pid()));
    }
}
