package dev.ringback.bench;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads, each kind against the same stack answering the same addresses with a constant body of the same size. */
final class ReadBench implements Part {
    private static final int ADDRESSES = 50_000;
    private static final int ALL_STATUSES = 3;

    private final Workshop workshop;

    ReadBench(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run(Report report) {
        MessageDatabase database = MessageDatabase.build(
                workshop.freshDatabase("reads"), workshop.plan().messages(), ALL_STATUSES);
        String sid = database.randomSids(1).findFirst().orElseThrow();
        try (ServerProcess live = workshop.live(database.file());
                ServerProcess constant = workshop.constant(live, sid)) {
            ReadRounds rounds = new ReadRounds(workshop);
            add(
                    rounds,
                    constant,
                    live,
                    "message by SID",
                    database.randomSids(ADDRESSES).map(Paths::message));
            add(rounds, constant, live, "list of 50", Stream.of(Paths.list("PageSize=50")));
            add(rounds, constant, live, "list of 50 to one number", Stream.of(Paths.list(Paths.FILTER)));
            add(
                    rounds,
                    constant,
                    live,
                    "timeline",
                    database.randomSids(ADDRESSES).map(Paths::timeline));
            rounds.run("reads", report);
        }
        workshop.deleteDatabase(database.file());
    }

    private void add(
            ReadRounds rounds, ServerProcess constant, ServerProcess live, String name, Stream<String> addresses) {
        Path paths = workshop.paths(name, addresses);
        Series ceiling = rounds.add(constant, paths, Series.ceiling("ceiling: constant answer, size of a " + name));
        rounds.add(live, paths, Series.below(ceiling, name));
    }
}
