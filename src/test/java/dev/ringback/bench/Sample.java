package dev.ringback.bench;

import java.util.function.Supplier;

/** One run under load, and who used the processors meanwhile. */
record Sample(Load load, CpuTimes cpu) {

    static Sample of(ServerProcess server, Supplier<Load> run) {
        return of(run, server.pid());
    }

    /** @param servers the processes under load, by their ids */
    static Sample of(Supplier<Load> run, long... servers) {
        CpuTimes before = CpuTimes.of(servers);
        Load load = run.get();
        return new Sample(load, CpuTimes.of(servers).since(before));
    }

    /** @throws IllegalStateException when the requests did not last: a thread that stops early makes the rate too low */
    Sample complete(Plan plan) {
        if (load.exhausted() > 0) {
            throw new IllegalStateException("faster than the %,d requests a second that were prepared; raise --max-rate"
                    .formatted(plan.maxPerSecond()));
        }
        return this;
    }

    /** Processor time that the servers spent on one request, in microseconds. */
    double serverMicros() {
        return load.answers() == 0 ? 0 : cpu.serverSeconds() * 1e6 / load.answers();
    }
}
