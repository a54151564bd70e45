package dev.ringback.cli;

import dev.ringback.model.Job;

/** Writes a job as a line for a terminal. */
final class JobText {
    private JobText() {}

    static String line(Job job) {
        String progress = job.total() == null ? String.valueOf(job.done()) : job.done() + " of " + job.total();
        String told = job.result() == null && job.waitsFor() != null ? "waits: " + job.waitsFor() : job.result();
        String end = told == null ? "" : "  " + Printable.line(told);
        return "%d  %s  %s  %s  by %s  since %s%s"
                .formatted(
                        job.id(),
                        Printable.line(job.kind()),
                        job.isEnding() ? "ending" : job.state().text(),
                        progress,
                        Printable.line(job.requestedBy()),
                        job.createdAt(),
                        end);
    }
}
