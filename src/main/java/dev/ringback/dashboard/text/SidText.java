package dev.ringback.dashboard.text;

/** Shortens SIDs for tables. */
public final class SidText {
    private static final int BEGINNING = 6;
    private static final int END = 4;

    private SidText() {}

    /** Leaves out the middle of a SID; what is short already stays. */
    public static String shortened(String sid) {
        return sid.length() <= BEGINNING + END + 1
                ? sid
                : sid.substring(0, BEGINNING) + '…' + sid.substring(sid.length() - END);
    }
}
