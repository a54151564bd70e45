package dev.ringback.upstream.write;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.write.WriteOutcome.Result;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what an answer of Twilio, or the lack of one, means for a write.
 *
 * @param outcome that the caller hears of
 * @param isDone whether Twilio has done it
 * @param sid of what it has made; null where it has made nothing, and where that is not said
 */
record Verdict(
        WriteOutcome outcome, boolean isDone, @Nullable String sid) {
    private static final String REFUSED =
            "Twilio refuses the credentials that Ringback has for this account; nothing was done";
    private static final String NOT_TWILIO = "something answered that cannot be Twilio";

    /** Tells whether it must not be repeated, and nobody knows what became of it. */
    boolean isUnknown() {
        return outcome.result() == Result.UNKNOWN;
    }

    /** Tells whether nobody knows what became of it, whether it may be repeated or not. */
    boolean isOpen() {
        return isUnknown() || outcome.result() == Result.UNCERTAIN;
    }

    static Verdict of(Write write, @Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        return answer == null ? ofFailure(write, failure) : ofAnswer(write, answer);
    }

    private static Verdict ofFailure(Write write, @Nullable Throwable failure) {
        Throwable cause = FailedStage.causeOrNull(failure);
        if (!(cause instanceof UpstreamException known)) {
            return lost(write, String.valueOf(cause));
        }
        String text = String.valueOf(known.getMessage());
        Verdict verdict = switch (known.reason()) {
            case BUSY -> undone(Result.BUSY, text);
            case REFUSED -> undone(Result.REFUSED, REFUSED);
            case UNAVAILABLE -> undone(Result.UNAVAILABLE, text);
            case UNKNOWN, UNSAFE, NOT_TAKEN -> lost(write, text);
        };
        return new Verdict(
                verdict.outcome().after(UpstreamException.retryAfter(known)), verdict.isDone(), verdict.sid());
    }

    private static Verdict ofAnswer(Write write, UpstreamAnswer answer) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return ofSuccess(write, answer);
        }
        boolean isSaid = status / 100 == 4 && status != 408;
        if (isSaid || (status / 100 == 5 && !write.isSentOnce())) {
            return new Verdict(WriteOutcome.answered(answer), false, null);
        }
        return lost(write, "Twilio answered " + status);
    }

    private static Verdict ofSuccess(Write write, UpstreamAnswer answer) {
        if (!write.isSentOnce()) {
            return isTwilios(write, answer)
                    ? new Verdict(WriteOutcome.answered(answer), true, null)
                    : lost(write, NOT_TWILIO);
        }
        Optional<String> sid = AnsweredSid.of(write, answer);
        return sid.isPresent() ? new Verdict(WriteOutcome.answered(answer), true, sid.get()) : lost(write, NOT_TWILIO);
    }

    /** A page of HTML is what sign-ins and proxies answer. */
    private static boolean isTwilios(Write write, UpstreamAnswer answer) {
        if (answer.body().length == 0) {
            return write.kind().isDeletion();
        }
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains(write.wantsJson() ? "json" : "xml");
    }

    private static Verdict undone(Result result, String text) {
        return new Verdict(WriteOutcome.of(result, text), false, null);
    }

    private static Verdict lost(Write write, String text) {
        return undone(write.isSentOnce() ? Result.UNKNOWN : Result.UNCERTAIN, text);
    }
}
