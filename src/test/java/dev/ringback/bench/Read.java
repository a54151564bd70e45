package dev.ringback.bench;

import java.util.stream.Stream;

/** The kinds of reads that are measured, as they are named on the command line. */
enum Read {
    message("message by SID", true),
    list("list of 50", true),
    number("list of 50 to one number", false),
    timeline("timeline", false),
    account("account, for which no database is asked", false);

    private static final int ADDRESSES = 50_000;

    private final String words;
    private final boolean ofPeer;

    Read(String words, boolean ofPeer) {
        this.words = words;
        this.ofPeer = ofPeer;
    }

    String words() {
        return words;
    }

    Stream<String> addresses(MessageDatabase database) {
        return switch (this) {
            case message -> database.randomSids(ADDRESSES).map(Paths::message);
            case list -> Stream.of(Paths.list("PageSize=50"));
            case number -> Stream.of(Paths.list(Paths.FILTER));
            case timeline -> database.randomSids(ADDRESSES).map(Paths::timeline);
            case account -> Stream.of(Paths.account());
        };
    }

    /** Whether the {@link Peer} answers it too. */
    boolean ofPeer() {
        return ofPeer;
    }

    /** Whether there is a constant body of its size. */
    boolean constant() {
        return this != account;
    }
}
