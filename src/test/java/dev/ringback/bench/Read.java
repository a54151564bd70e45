package dev.ringback.bench;

import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of reads that are measured, as they are named on the command line. */
enum Read {
    message("message by SID", database -> database.randomSids(Read.ADDRESSES).map(Paths::message), true),
    list("list of 50", database -> Stream.of(Paths.list("PageSize=50")), true),
    number("list of 50 to one number", database -> Stream.of(Paths.list(Paths.FILTER)), false),
    timeline("timeline", database -> database.randomSids(Read.ADDRESSES).map(Paths::timeline), false),
    account("account, for which no database is asked", database -> Stream.of(Paths.account()), false);

    private static final int ADDRESSES = 50_000;

    private final String words;
    private final Function<MessageDatabase, Stream<String>> addresses;
    private final boolean ofPeer;

    Read(String words, Function<MessageDatabase, Stream<String>> addresses, boolean ofPeer) {
        this.words = words;
        this.addresses = addresses;
        this.ofPeer = ofPeer;
    }

    String words() {
        return words;
    }

    Stream<String> addresses(MessageDatabase database) {
        return addresses.apply(database);
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
