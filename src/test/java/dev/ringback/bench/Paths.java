package dev.ringback.bench;

/** Addresses of the API door. */
final class Paths {
    private static final String MESSAGES = "/2010-04-01/Accounts/" + BenchAccount.SID + "/Messages";

    private Paths() {}

    static String message(String sid) {
        return MESSAGES + "/" + sid + ".json";
    }

    static String list(String query) {
        return MESSAGES + ".json?" + query;
    }

    /** The page of 50 that begins after a message. */
    static String listAfter(String sid) {
        return list("PageSize=50&Page=1&PageToken=PA" + sid);
    }

    static String timeline(String sid) {
        return "/ringback/v1/timeline/" + sid;
    }
}
