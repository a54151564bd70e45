package dev.ringback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Measures the whole of Ringback with callbacks: each time a fresh process and a fresh database, which is looked through afterwards.
 *
 * @param warmUp what each process gets beforehand
 * @param warmUpBeside what it gets then, with whatever goes on beside it: that has to be compiled too
 */
record DurableIngest(Workshop workshop, RequestFiles warmUp, List<RequestFiles> warmUpBeside, RequestFiles requests) {

    /** What one run has shown. */
    record Run(Sample sample, StoredEvents stored, long peakResidentBytes) {}

    /**
     * Measures once.
     *
     * @param javaOptions of the server
     * @param beside begins what else goes on
     */
    Run measure(String javaOptions, Function<ServerProcess, Beside> beside) {
        Path database = workshop.freshDatabase("ingest");
        List<Load> loads = new ArrayList<>();
        Sample sample;
        long peakResidentBytes;
        try (ServerProcess server = workshop.live(database, javaOptions)) {
            loads.add(post(server, warmUp, Plan.MAX_WARM_UP_SECONDS));
            Beside begun = beside.apply(server);
            warmUpBeside.forEach(more -> loads.add(post(server, more, Plan.MAX_WARM_UP_SECONDS)));
            begun.measuring();
            sample = Sample.of(
                            server, () -> post(server, requests, workshop.plan().seconds()))
                    .complete(workshop.plan());
            begun.measured(sample);
            peakResidentBytes = server.peakResidentBytes();
        }
        loads.add(sample.load());
        StoredEvents stored = StoredEvents.in(database);
        stored.confirm(loads.toArray(Load[]::new));
        workshop.deleteDatabase(database);
        return new Run(sample, stored, peakResidentBytes);
    }

    private Load post(ServerProcess server, RequestFiles files, int seconds) {
        return workshop.wrk().post(server.callbackPort(), files, seconds);
    }
}
