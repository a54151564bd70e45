package dev.ringback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads: each kind beside constant bodies of the same size, from the server that both doors are made of and from a bare Javalin, and beside
 * the {@link Peer}.
 */
final class ReadBench implements Part {
    private static final int ALL_STATUSES = 3;

    private final Workshop workshop;
    private final Set<Read> reads;
    private final List<Path> versions;
    private final boolean withPeer;

    /**
     * Prepares the part.
     *
     * @param reads which kinds
     * @param versions folders of classes to be served in the place of the jar; none for the jar
     * @param withPeer without it Node is not needed
     */
    ReadBench(Workshop workshop, Set<Read> reads, List<Path> versions, boolean withPeer) {
        this.workshop = workshop;
        this.reads = reads;
        this.versions = versions;
        this.withPeer = withPeer;
    }

    /** A server of ours, and what its rows are marked with. */
    private record Live(ServerProcess server, String mark, Path database) {}

    @Override
    public void run(Report report) {
        if (withPeer) {
            Peer.require();
        }
        MessageDatabase database =
                MessageDatabase.kept(workshop.folder(), workshop.plan().messages(), ALL_STATUSES);
        List<Live> live = new ArrayList<>();
        try {
            serve(database, live);
            measure(database, live, report);
        } finally {
            live.forEach(each -> {
                each.server().close();
                workshop.deleteDatabase(each.database());
            });
        }
    }

    /** Each serves a copy: two may not share a file. */
    private void serve(MessageDatabase database, List<Live> live) {
        if (versions.isEmpty()) {
            Path copy = workshop.copy(database, "reads");
            live.add(new Live(workshop.live(copy), "", copy));
        }
        for (Path classes : versions) {
            Path copy = workshop.copy(database, "reads-" + live.size());
            live.add(new Live(workshop.serving(classes).live(copy), " (" + classes + ")", copy));
        }
    }

    private void measure(MessageDatabase database, List<Live> live, Report report) {
        String sid = database.randomSids(1).findFirst().orElseThrow();
        Path bodies = workshop.bodies(live.get(0).server(), sid);
        try (ServerProcess bare = workshop.ceiling("bare", bodies.toString());
                ServerProcess constant = workshop.ceiling("constant", bodies.toString());
                @Nullable ServerProcess peer = withPeer ? workshop.peer(Peer.filled(database)) : null) {
            ReadRounds rounds = new ReadRounds(workshop);
            ReadTable table = new ReadTable();
            for (Read read : reads) {
                Path paths = workshop.paths(read.words(), read.addresses(database));
                Series ofBare = null;
                Series ofDoor = null;
                Series ofPeer = null;
                if (read.constant()) {
                    String body = "constant answer, size of a " + read.words();
                    ofBare = rounds.add(bare, paths, Series.ceiling("bare Javalin: " + body));
                    ofDoor = rounds.add(constant, paths, Series.ceiling("ceiling, the server of our doors: " + body));
                }
                if (peer != null && read.ofPeer()) {
                    ofPeer = rounds.add(
                            peer, paths, Series.ceiling("peer, Fastify and better-sqlite3: " + read.words()));
                }
                for (Live each : live) {
                    String name = read.words() + each.mark();
                    Series series = ofDoor == null ? Series.ceiling(name) : Series.below(ofDoor, name);
                    rounds.add(each.server(), paths, series);
                    table.add(read, each.mark(), series, ofPeer, ofBare);
                }
            }
            rounds.run("reads", report);
            report.table(table.lines());
            if (withPeer) {
                report.fact("Node of the peer", Peer.node());
            }
        }
    }
}
