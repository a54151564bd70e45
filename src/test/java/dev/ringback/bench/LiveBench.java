package dev.ringback.bench;

import java.util.List;

/** Waiting and streams: how soon callers know, what streams cost the ingest, what waiters take of memory, and what polling costs instead. */
final class LiveBench implements Part {
    /** A thousand streams beside the connections that the callback door may have are more than the usual heap has room for. */
    static final String HEAP = "-Xmx768m";

    private static final int FILES = 18_500;

    private final List<Part> parts;

    /** @param quick with few callers and streams, and short lives of messages */
    LiveBench(Workshop workshop, boolean quick) {
        int crowd = quick ? 100 : 1_000;
        parts = List.of(
                new WaitingBench(workshop, crowd),
                new StreamsBench(workshop, crowd),
                new WaiterMemoryBench(workshop, quick ? 500 : 10_000),
                new PollOrWaitBench(workshop, quick ? FollowedMessages.QUICK : FollowedMessages.FULL));
    }

    @Override
    public void run(Report report) {
        OpenFiles.require(FILES, "live");
        parts.forEach(part -> part.run(report));
    }

    /** Words a goal, and whether it was reached. */
    static String goal(boolean reached, String goal) {
        return "goal " + goal + ": " + (reached ? "reached" : "missed");
    }
}
