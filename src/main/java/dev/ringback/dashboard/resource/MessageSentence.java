package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.Message;
import dev.ringback.query.Timeline;
import dev.ringback.query.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Says in one sentence how a message stands, and why. */
final class MessageSentence {
    private final ErrorCodes errors;

    MessageSentence(ErrorCodes errors) {
        this.errors = errors;
    }

    String of(Message message, Timeline timeline, Instant now) {
        String status = message.progress().status().toLowerCase(Locale.ROOT);
        String since = since(timeline, status);
        return switch (status) {
            case "delivered" -> "Delivered" + since + ".";
            case "read" -> "Delivered and read" + since + ".";
            case "received" -> "Received from " + (message.from() == null ? "an unknown sender" : "the sender") + ".";
            case "undelivered", "failed" -> capital(status) + reason(message) + since + ".";
            case "canceled" -> "Canceled before it was sent.";
            case "sent" ->
                "Sent, and no receipt has come for " + Spans.rough(Duration.between(message.lastReceivedAt(), now))
                        + ". It may be the last word: not every carrier sends receipts.";
            case "" -> "Its status is not known: no event has told it.";
            default -> "Under way: " + status + ".";
        };
    }

    private String reason(Message message) {
        Integer code = message.errorCode();
        if (code == null) {
            return ": no error code came";
        }
        String meaning = errors.meaning(code.toString());
        String told = message.errorMessage();
        if (!meaning.isEmpty()) {
            return ": " + meaning + " (" + code + ")";
        }
        return told == null ? ": error " + code : ": " + told + " (" + code + ")";
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Returns how long it took from the first word that it was sent, or at all, to its status. */
    private static String since(Timeline timeline, String status) {
        Optional<Instant> sent = first(timeline, "sent");
        Optional<Instant> begun = timeline.entries().stream()
                .map(entry -> entry.logged().event().receivedAt())
                .findFirst();
        Optional<Instant> ended = first(timeline, status);
        Optional<Instant> from = sent.isPresent() ? sent : begun;
        if (from.isEmpty() || ended.isEmpty() || !ended.get().isAfter(from.get())) {
            return "";
        }
        return ", " + Spans.exact(Duration.between(from.get(), ended.get()))
                + (sent.isPresent() ? " after sending" : " after the first event");
    }

    private static Optional<Instant> first(Timeline timeline, String status) {
        return timeline.entries().stream()
                .filter(entry -> tells(entry, status))
                .map(entry -> entry.logged().event().receivedAt())
                .findFirst();
    }

    private static boolean tells(TimelineEntry entry, String status) {
        return entry.reading().progress() != null
                && Status.of(entry.reading().progress().status()).word().equalsIgnoreCase(status);
    }
}
