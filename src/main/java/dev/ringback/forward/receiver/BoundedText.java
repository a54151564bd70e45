package dev.ringback.forward.receiver;

/** A text that is put together of pieces as long as there is room. */
public final class BoundedText {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    /** @param most UTF-16 units */
    public BoundedText(int most) {
        this.most = most;
    }

    /**
     * Adds a piece, if it fits as a whole. An empty one changes nothing.
     *
     * @param separator stands before it, unless it is the first
     * @return whether it was added
     */
    public boolean add(String separator, String piece) {
        if (piece.isEmpty()) {
            return true;
        }
        String before = text.isEmpty() ? "" : separator;
        if (text.length() + before.length() + piece.length() > most) {
            return false;
        }
        text.append(before).append(piece);
        return true;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
