package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Who used the processors: this machine is rarely ours alone, and a figure that was taken while others worked says so. In ticks of 10 ms,
 * as Linux counts.
 *
 * @param all of all processors, idle or not
 * @param idle nobody wanted it
 * @param server of the processes under load and those they have started, ended or not
 * @param ours of this program and of the processes it has seen end, such as wrk
 */
record CpuTimes(long all, long idle, long server, long ours) {
    private static final int TICKS_PER_SECOND = 100;

    static CpuTimes of(long... serverPids) {
        long[] machine = numbers(read(Path.of("/proc/stat")).lines().findFirst().orElseThrow(), 1, 8);
        // user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in user already
        long all = Arrays.stream(machine).sum();
        long[] self = process(ProcessHandle.current().pid());
        long server = LongStream.of(serverPids)
                .flatMap(pid -> LongStream.concat(LongStream.of(pid), descendants(pid)))
                .map(CpuTimes::used)
                .sum();
        return new CpuTimes(
                all, machine[3] + machine[4], server, Arrays.stream(self).sum());
    }

    /** What was used since then. */
    CpuTimes since(CpuTimes before) {
        return new CpuTimes(all - before.all, idle - before.idle, server - before.server, ours - before.ours);
    }

    double serverSeconds() {
        return (double) server / TICKS_PER_SECOND;
    }

    /** The share of the machine that neither we nor the server nor wrk used, from 0 to 1. */
    double othersShare() {
        return all == 0 ? 0 : Math.max(0, (double) (all - idle - server - ours) / all);
    }

    /** Of a process and its children that have ended; of one that has just ended itself that is its parent's now. */
    private static long used(long pid) {
        try {
            return LongStream.of(process(pid)).sum();
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }

    private static LongStream descendants(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
    }

    /** User and system time of a process, then those of its children that have ended. */
    private static long[] process(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        return numbers(stat.substring(stat.lastIndexOf(')') + 1).strip(), 11, 4);
    }

    private static long[] numbers(String line, int skip, int count) {
        return Arrays.stream(line.split("\\s+"))
                .skip(skip)
                .limit(count)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
