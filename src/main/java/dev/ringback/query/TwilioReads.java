package dev.ringback.query;

import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks Twilio for what the mirror does not have. Safe for use by many threads. */
public interface TwilioReads {
    /** Never asks. */
    TwilioReads NONE = new TwilioReads() {
        @Override
        public Mode mode() {
            return Mode.NEVER;
        }

        @Override
        public CompletableFuture<Outcome> ask(
                String accountSid, ResourceKind kind, String path, @Nullable String sid, BooleanSupplier isThere) {
            throw new IllegalStateException("nothing may be asked");
        }

        @Override
        public Optional<LastAnswer> lastAnswer(String accountSid, String path) {
            return Optional.empty();
        }

        @Override
        public boolean passes() {
            return false;
        }

        @Override
        public CompletableFuture<Passed> pass(String accountSid, String target) {
            throw new IllegalStateException("nothing may be passed on");
        }
    };

    /** Says which reads may ask. */
    enum Mode {
        NEVER,
        /** Reads of a SID that the mirror does not have. */
        MISSING,
        /** Reads of an unknown SID, and of a resource that lacks something that Twilio would tell. */
        INCOMPLETE
    }

    Mode mode();

    /**
     * Asks for a resource, and stores it.
     *
     * @param path where Twilio has it
     * @param sid that it must have, of a participant that of its call; null where a label is asked for
     * @param isThere looks whether the mirror has it by now, as it may have by another node
     * @return completes when it is stored or cannot be; never exceptionally
     */
    CompletableFuture<Outcome> ask(
            String accountSid, ResourceKind kind, String path, @Nullable String sid, BooleanSupplier isThere);

    /**
     * Tells what came of it.
     *
     * @param status 200 if the mirror has it now, 404 if Twilio does not have it either, 429 if it was asked too much, else 503
     * @param reason in a word for {@code X-Ringback-Stale}; empty for 200
     * @param retryAfter when to ask again, as Twilio says; null where it does not
     * @param resource what Twilio says of it, also where that is too old for the mirror to keep; null where Twilio was not asked or does not have it
     * @param refusal the 401 or 403 with which Twilio refuses this read; null where it does not
     */
    record Outcome(
            int status,
            String reason,
            @Nullable Duration retryAfter,
            @Nullable Resource resource,
            @Nullable Passed refusal) {}

    /**
     * Tells when Twilio has answered last about a resource, also where the answer said nothing new.
     *
     * @param path where Twilio has it
     * @return empty where that is not known
     */
    Optional<LastAnswer> lastAnswer(String accountSid, String path);

    /**
     * Tells of an answer about a resource.
     *
     * @param isThere whether Twilio had it then
     */
    record LastAnswer(Instant at, boolean isThere) {}

    /** Tells whether reads of what the mirror does not hold are passed on. */
    boolean passes();

    /**
     * Passes a read on to Twilio.
     *
     * @param target path and query as they stood in the request line
     * @return completes with the answer; never exceptionally
     */
    CompletableFuture<Passed> pass(String accountSid, String target);

    /** Holds the answer to a read that was passed on. */
    final class Passed {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        /**
         * Holds an answer.
         *
         * @param status of Twilio; without an answer 429 or 503
         * @param headers by their names in small letters
         */
        public Passed(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body;
        }

        int status() {
            return status;
        }

        Optional<String> header(String nameInSmallLetters) {
            return Optional.ofNullable(headers.get(nameInSmallLetters));
        }

        byte[] body() {
            return body;
        }
    }
}
