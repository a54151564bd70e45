package dev.ringback.web.media;

/** A part of content, in bytes; a part without bytes begins at 0. */
record Part(long from, long length) {
    /** Returns the value of {@code Content-Range}. */
    String of(long whole) {
        return "bytes " + from + '-' + (from + length - 1) + '/' + whole;
    }
}
