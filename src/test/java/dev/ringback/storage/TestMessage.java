package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;

import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds what one event says of a message; what is not set the event does not say. */
public final class TestMessage {
    private final String accountSid;
    private final String sid;
    private Progress progress = new Progress(1, "queued", EventSource.CALLBACK);
    private String from = "+14155550101";
    private @Nullable String body;
    private @Nullable Integer errorCode;
    private @Nullable Integer numSegments;
    private @Nullable Instant dateSent;
    private Instant at = START;
    private @Nullable Instant receivedAt;

    private TestMessage(String accountSid, String sid) {
        this.accountSid = accountSid;
        this.sid = sid;
    }

    public static TestMessage message(String accountSid, String sid) {
        return new TestMessage(accountSid, sid);
    }

    public TestMessage status(long position, String status) {
        return status(position, status, EventSource.CALLBACK);
    }

    public TestMessage status(long position, String status, EventSource source) {
        this.progress = new Progress(position, status, source);
        return this;
    }

    public TestMessage from(String address) {
        this.from = address;
        return this;
    }

    public TestMessage body(String text) {
        this.body = text;
        return this;
    }

    public TestMessage error(int code) {
        this.errorCode = code;
        return this;
    }

    public TestMessage segments(int number) {
        this.numSegments = number;
        return this;
    }

    public TestMessage sentAt(Instant time) {
        this.dateSent = time;
        return this;
    }

    /** When the event happened, by Twilio's clock. */
    public TestMessage at(Instant time) {
        this.at = time;
        return this;
    }

    /** When we got it; otherwise when it happened. */
    public TestMessage receivedAt(Instant time) {
        this.receivedAt = time;
        return this;
    }

    public Message build() {
        return MessageBuilder.builder()
                .accountSid(accountSid)
                .sid(sid)
                .progress(progress)
                .to("+14155550100")
                .from(from)
                .body(body)
                .direction("outbound-api")
                .numSegments(numSegments)
                .errorCode(errorCode)
                .dateCreated(at)
                .dateUpdated(at)
                .dateSent(dateSent)
                .lastReceivedAt(receivedAt == null ? at : receivedAt)
                .build();
    }
}
