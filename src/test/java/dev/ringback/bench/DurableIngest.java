package dev.ringback.bench;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * Measures the whole of Ringback with callbacks: each time a fresh process and a fresh database, which is looked through afterwards.
 *
 * @param warmUp what each process gets beforehand
 */
record DurableIngest(Workshop workshop, RequestFiles warmUp, RequestFiles requests) {

    /** What one run has shown. */
    record Run(Sample sample, StoredEvents stored, long peakResidentBytes) {}

    /**
     * Measures once.
     *
     * @param javaOptions of the server
     * @param beside begins what else goes on, once the process is warm
     */
    Run measure(String javaOptions, Function<ServerProcess, Beside> beside) {
        Path database = workshop.freshDatabase("ingest");
        Load warm;
        Sample sample;
        long peakResidentBytes;
        try (ServerProcess server = workshop.live(database, javaOptions)) {
            warm = workshop.wrk().post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            Beside begun = beside.apply(server);
            sample = Sample.of(server, () -> post(server)).complete(workshop.plan());
            begun.measured(sample);
            peakResidentBytes = server.peakResidentBytes();
        }
        StoredEvents stored = StoredEvents.in(database);
        stored.confirm(warm, sample.load());
        workshop.deleteDatabase(database);
        return new Run(sample, stored, peakResidentBytes);
    }

    private Load post(ServerProcess server) {
        return workshop.wrk()
                .post(server.callbackPort(), requests, workshop.plan().seconds());
    }
}
