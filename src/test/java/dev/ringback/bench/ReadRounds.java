package dev.ringback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads of several kinds from several servers, each measured once in every round. */
final class ReadRounds {
    private final Workshop workshop;
    private final List<Subject> subjects = new ArrayList<>();

    ReadRounds(Workshop workshop) {
        this.workshop = workshop;
    }

    private record Subject(ServerProcess server, Path paths, Series series) {}

    /** Adds a row: these paths, in random order, from that server. */
    Series add(ServerProcess server, Path paths, Series series) {
        subjects.add(new Subject(server, paths, series));
        return series;
    }

    void run(String name, Report report) {
        System.out.printf("%s, warming up%n", name);
        subjects.forEach(subject -> workshop.warmUp(subject.server(), subject.paths()));
        for (int round = 1; round <= workshop.plan().rounds(); round++) {
            System.out.printf(
                    "%s, round %d of %d%n", name, round, workshop.plan().rounds());
            subjects.forEach(this::measure);
        }
        report.rows(subjects.stream().map(Subject::series).toList());
    }

    private void measure(Subject subject) {
        int port = subject.server().apiPort();
        int seconds = workshop.plan().seconds();
        subject.series().add(Sample.of(subject.server(), () -> workshop.wrk().get(port, subject.paths(), seconds)));
    }
}
