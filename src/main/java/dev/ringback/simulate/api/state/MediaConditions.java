package dev.ringback.simulate.api.state;

import java.util.function.UnaryOperator;

/**
 * How the stand-in serves media and the sound of recordings for as long as it is left so. Each method that takes a value sets it and returns
 * this. At first all is as one would wish. Safe for use by many threads.
 */
public final class MediaConditions {
    private volatile boolean rangesIgnored;
    private volatile int emptyLists;
    private volatile int redirects = 1;
    private volatile UnaryOperator<String> address = UnaryOperator.identity();

    /** Sets whether {@code Range} is ignored, by the API and by the host of media. Nobody has confirmed that the API heeds it. */
    public MediaConditions rangesIgnored(boolean ignored) {
        rangesIgnored = ignored;
        return this;
    }

    public boolean rangesIgnored() {
        return rangesIgnored;
    }

    /** Sets how many times the list of media of each message is empty at first, though the message counts some (twilio-node issue 636). */
    public MediaConditions emptyLists(int reads) {
        emptyLists = reads;
        return this;
    }

    public int emptyLists() {
        return emptyLists;
    }

    /** Sets how many redirects lead to the content of an attachment, 1 or more: the first from the API, the others from the host of media. */
    public MediaConditions redirects(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one redirect, not " + count);
        }
        redirects = count;
        return this;
    }

    public int redirects() {
        return redirects;
    }

    /** Sets where the API redirects to, given the right address: to a host that is not allowed, a private network, a {@code file:}. */
    public MediaConditions address(UnaryOperator<String> change) {
        address = change;
        return this;
    }

    public UnaryOperator<String> address() {
        return address;
    }
}
