package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads, each kind against the same stack answering with a constant body of the same size. */
final class ReadBench implements Part {
    private static final int PATHS = 50_000;
    private static final int ALL_STATUSES = 3;

    private final Workshop workshop;

    ReadBench(Workshop workshop) {
        this.workshop = workshop;
    }

    /** A kind of read: the same addresses at both servers. */
    private record Kind(Path paths, Series constant, Series live) {
        static Kind of(String name, Path paths) {
            Series constant = Series.ceiling("ceiling: constant answer, of the size of a " + name);
            return new Kind(paths, constant, Series.below(constant, name));
        }
    }

    @Override
    public void run(Report report) {
        MessageDatabase database = MessageDatabase.build(
                workshop.freshDatabase("reads"), workshop.plan().messages(), ALL_STATUSES);
        String sid = database.randomSids(1).findFirst().orElseThrow();
        try (ServerProcess live = workshop.live(database.file());
                ServerProcess constant =
                        workshop.ceiling("constant", bodies(live, sid).toString())) {
            List<Kind> kinds = List.of(
                    Kind.of(
                            "message by SID",
                            workshop.paths(
                                    "messages", database.randomSids(PATHS).map(Paths::message))),
                    Kind.of("list of 50", workshop.paths("list", Stream.of(Paths.list("PageSize=50")))),
                    Kind.of(
                            "timeline of 3 events",
                            workshop.paths(
                                    "timelines", database.randomSids(PATHS).map(Paths::timeline))));
            for (Kind kind : kinds) {
                workshop.wrk()
                        .get(constant.apiPort(), kind.paths(), workshop.plan().warmUpSeconds());
                workshop.wrk().get(live.apiPort(), kind.paths(), workshop.plan().warmUpSeconds());
            }
            for (int round = 1; round <= workshop.plan().rounds(); round++) {
                System.out.printf(
                        "reads, round %d of %d%n", round, workshop.plan().rounds());
                for (Kind kind : kinds) {
                    measure(kind.constant(), constant, kind.paths());
                    measure(kind.live(), live, kind.paths());
                }
            }
            kinds.forEach(kind -> report.rows(List.of(kind.constant(), kind.live())));
        }
        workshop.deleteDatabase(database.file());
    }

    private void measure(Series series, ServerProcess server, Path paths) {
        series.add(Sample.of(
                server,
                () -> workshop.wrk()
                        .get(server.apiPort(), paths, workshop.plan().seconds())));
    }

    private Path bodies(ServerProcess live, String sid) {
        return bodies(workshop.folder(), live, sid);
    }

    /** What the live server answers, for the constant one to repeat. */
    static Path bodies(Path folder, ServerProcess live, String sid) {
        try {
            Files.write(folder.resolve("message.json"), get(live, Paths.message(sid)));
            Files.write(folder.resolve("list.json"), get(live, Paths.list("PageSize=50")));
            Files.write(folder.resolve("timeline.json"), get(live, Paths.timeline(sid)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] get(ServerProcess live, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + live.apiPort() + path))
                .header("Authorization", BenchAccount.basicAuth())
                .build();
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
