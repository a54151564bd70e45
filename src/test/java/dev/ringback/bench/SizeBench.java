package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The same reads on databases of growing size, all of them served at the same time and asked in turn. */
final class SizeBench implements Part {
    private static final int ADDRESSES = 50_000;
    /** One event each is enough: the log is not read here. */
    private static final int STATUSES = 1;

    private final Workshop workshop;
    private final List<Long> sizes;

    /** @param sizes how many messages, the smallest first */
    SizeBench(Workshop workshop, List<Long> sizes) {
        this.workshop = workshop;
        this.sizes = sizes;
    }

    /** A database and the server that reads it. */
    private record Served(MessageDatabase database, ServerProcess server) {}

    @Override
    public void run(Report report) {
        List<Served> served = new ArrayList<>();
        try {
            for (long size : sizes) {
                MessageDatabase database = MessageDatabase.kept(workshop.folder(), size, STATUSES);
                served.add(new Served(database, workshop.live(database.file())));
            }
            measure(served, report);
        } finally {
            served.forEach(each -> each.server().close());
        }
    }

    private void measure(List<Served> served, Report report) {
        Served first = served.get(0);
        String sid = first.database().randomSids(1).findFirst().orElseThrow();
        try (ServerProcess constant = workshop.constant(first.server(), sid)) {
            ReadRounds rounds = new ReadRounds(workshop);
            Comparison comparison = new Comparison(rounds, constant, served);
            comparison.add("list of 50, first page", database -> Stream.of(Paths.list("PageSize=50")));
            comparison.add(
                    "list of 50, any page",
                    database -> database.randomSids(ADDRESSES).map(Paths::listAfter));
            comparison.add("list of 50 to one number", database -> Stream.of(Paths.list(Paths.FILTER)));
            comparison.add(
                    "message by SID", database -> database.randomSids(ADDRESSES).map(Paths::message));
            rounds.run("sizes", report);
        }
    }

    /** One kind of read from every database. */
    private final class Comparison {
        private final ReadRounds rounds;
        private final ServerProcess constant;
        private final List<Served> served;

        Comparison(ReadRounds rounds, ServerProcess constant, List<Served> served) {
            this.rounds = rounds;
            this.constant = constant;
            this.served = served;
        }

        void add(String name, Function<MessageDatabase, Stream<String>> addresses) {
            Series ceiling = rounds.add(
                    constant,
                    workshop.paths(name, addresses.apply(served.get(0).database())),
                    Series.ceiling("ceiling: constant answer, size of a " + name));
            Series smallest = null;
            for (Served each : served) {
                String row = Report.format(
                        "%s, of %,d messages", name, each.database().messages());
                Series series = Series.ofSize(ceiling, smallest, row);
                rounds.add(each.server(), workshop.paths(row, addresses.apply(each.database())), series);
                smallest = smallest == null ? series : smallest;
            }
        }
    }
}
