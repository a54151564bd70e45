package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.text.Spans;
import dev.ringback.model.Call;
import dev.ringback.twilio.rest.CallViews;

/** Says in one sentence how a call stands. */
final class CallSentence {
    private CallSentence() {}

    static String of(Call call) {
        String status = CallViews.status(call);
        if (status == null) {
            return "Its status is not known: no event has told it.";
        }
        return switch (status) {
            case "completed" ->
                "Completed" + (call.duration() == null ? "." : " after " + Spans.exact(call.duration()) + ".");
            case "busy" -> "Nobody answered: the line was busy.";
            case "no-answer" -> "Nobody answered.";
            case "failed" -> "Failed: the call could not be placed.";
            case "canceled" -> "Canceled before anybody answered.";
            case "in-progress" -> "In progress.";
            case "ringing" -> "Ringing.";
            default -> "Under way: " + status + ".";
        };
    }
}
