package dev.ringback.bench;

/** Addresses of the API door. */
final class Paths {
    private static final String ACCOUNT = "/2010-04-01/Accounts/" + BenchAccount.SID;
    private static final String MESSAGES = ACCOUNT + "/Messages";

    /** A list of the messages to one number, of which there are a hundred. */
    static final String FILTER = "To=%2B14155550142&PageSize=50";

    private Paths() {}

    /** What the API door answers without its database. */
    static String account() {
        return ACCOUNT + ".json";
    }

    static String message(String sid) {
        return MESSAGES + "/" + sid + ".json";
    }

    static String list(String query) {
        return MESSAGES + ".json?" + query;
    }

    /** The page of 50 that begins after a message. */
    static String listAfter(String sid) {
        return list("PageSize=50&Page=1&PageToken=RA" + sid);
    }

    static String timeline(String sid) {
        return "/ringback/v1/timeline/" + sid;
    }

    /** Waits until a message is final, as long as one may. */
    static String untilTerminal(String sid) {
        return "/ringback/v1/wait/" + sid + "?Until=terminal&Timeout=60";
    }

    /** Every event from now on. */
    static String stream() {
        return "/ringback/v1/stream";
    }

    /** Those of messages to a number. */
    static String streamTo(String number) {
        return stream() + "?To=" + number.replace("+", "%2B");
    }
}
