package dev.ringback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures how soon each page is there with many messages, and what open pages cost the ingest. */
final class PagesBench implements Part {
    private static final int ADDRESSES = 10_000;
    private static final int DASHBOARDS = 10;
    private static final double GOAL_SHARE = 0.9;
    private static final double GOAL_MILLIS = 100;
    private static final int WARM_UP = 300;
    private static final long WARM_UP_SEED = 21;
    private static final long SEED = 22;

    private final Workshop workshop;
    private final long messages;

    PagesBench(Workshop workshop, long messages) {
        this.workshop = workshop;
        this.messages = messages;
    }

    /** Measures a page. */
    private record Page(Series series, Path paths) {}

    @Override
    public void run(Report report) {
        answers(report);
        beside(report);
    }

    private void answers(Report report) {
        MessageDatabase database = MessageDatabase.kept(workshop.folder(), messages, 1);
        try (ServerProcess server = workshop.live(database.file())) {
            List<Page> pages = new ArrayList<>();
            add(pages, database, "now", all -> Stream.of("/"));
            add(pages, database, "messages", all -> Stream.of("/messages"));
            add(pages, database, "messages to one number", all -> Stream.of("/messages?To=%2B14155550142"));
            add(pages, database, "undelivered messages", all -> Stream.of("/messages?Status=undelivered"));
            add(pages, database, "one message", all -> all.randomSids(ADDRESSES).map(sid -> "/messages/" + sid));
            add(pages, database, "search for a number", all -> Stream.of("/search?q=(415)+555-0142"));
            add(pages, database, "deliverability, 90 days", all -> Stream.of("/deliverability?Days=90"));
            add(pages, database, "operations", all -> Stream.of("/operations"));
            System.out.println("pages, warming up");
            Wrk one = workshop.wrk().lone(1);
            pages.forEach(page -> one.get(server.apiPort(), page.paths(), WARM_UP, Plan.MAX_READ_WARM_UP_SECONDS));
            for (int round = 1; round <= workshop.plan().rounds(); round++) {
                System.out.printf(
                        "pages, round %d of %d%n", round, workshop.plan().rounds());
                pages.forEach(page -> page.series()
                        .add(Sample.of(
                                server,
                                () -> one.get(
                                        server.apiPort(),
                                        page.paths(),
                                        workshop.plan().seconds()))));
            }
            report.rows(pages.stream().map(Page::series).toList());
            double slowest = pages.stream()
                    .mapToDouble(
                            page -> page.series().median(sample -> sample.load().p99()) / 1e3)
                    .max()
                    .orElse(0);
            report.fact(
                    Report.format("slowest page with %,d messages, one reader", messages),
                    Report.format(
                            "p99 %.1f ms, %s", slowest, LiveBench.goal(slowest < GOAL_MILLIS, "p95 below 100 ms")));
        }
    }

    private void add(
            List<Page> pages, MessageDatabase database, String name, Function<MessageDatabase, Stream<String>> paths) {
        String row = "page: " + name;
        pages.add(new Page(Series.ceiling(row), workshop.paths(row, paths.apply(database))));
    }

    private void beside(Report report) {
        Plan plan = workshop.plan();
        int threads = workshop.wrk().threads();
        RequestFiles warmUp =
                RequestFiles.write(workshop.folder().resolve("warm-up"), WARM_UP_SEED, threads, plan.warmUpRequests());
        RequestFiles requests = RequestFiles.write(
                workshop.folder().resolve("requests"), SEED, threads, plan.maxPerSecond() * plan.seconds());
        DurableIngest ingest = new DurableIngest(workshop, warmUp, List.of(), requests);
        Series alone = Series.ceiling("durable ingest, no page open");
        Series open = Series.below(alone, Report.format("durable ingest, %d pages open", DASHBOARDS));
        List<OpenDashboards> dashboards = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            System.out.printf("open pages, round %d of %d%n", round, plan.rounds());
            alone.add(ingest.measure("", server -> Beside.NOTHING).sample());
            open.add(ingest.measure("", server -> {
                        OpenDashboards opened = OpenDashboards.open(server, DASHBOARDS);
                        dashboards.add(opened);
                        return opened;
                    })
                    .sample());
        }
        warmUp.delete();
        requests.delete();
        report.rows(List.of(alone, open));
        double share = open.ofCeiling().orElse(0);
        report.fact(
                Report.format("beside the ingest: %d open pages", DASHBOARDS),
                Report.format(
                        "%.2f of the rate without, %s; they looked %,d times, %,d in vain",
                        share,
                        LiveBench.goal(share >= GOAL_SHARE, "0.9 of the rate"),
                        dashboards.stream().mapToLong(OpenDashboards::looks).sum(),
                        dashboards.stream().mapToLong(OpenDashboards::failures).sum()));
    }
}
