package dev.ringback.bench;

import java.util.function.Supplier;

/** One run under load, and who used the processors meanwhile. */
record Sample(Load load, CpuTimes cpu) {

    static Sample of(ServerProcess server, Supplier<Load> run) {
        CpuTimes before = CpuTimes.of(server.pid());
        Load load = run.get();
        return new Sample(load, CpuTimes.of(server.pid()).since(before));
    }

    /** Processor time that the server spent on one request, in microseconds. */
    double serverMicros() {
        return load.answers() == 0 ? 0 : cpu.serverSeconds() * 1e6 / load.answers();
    }
}
