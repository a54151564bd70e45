package dev.ringback.vault.deletion;

import dev.ringback.model.Call;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Tells whether Twilio may delete something, so that it is not asked in vain. Stateless. */
final class FinalState {
    private static final Set<String> FINAL =
            Set.of("delivered", "undelivered", "failed", "received", "read", "canceled");

    private static final String SENT = "sent";

    /** Where no receipt comes, Twilio takes a message for final after an hour or so. */
    private static final Duration WITHOUT_RECEIPT = Duration.ofDays(1);

    private FinalState() {}

    static boolean isReached(Message message, Instant now) {
        String status = message.progress().status();
        return FINAL.contains(status)
                || (status.equals(SENT) && message.dateUpdated().isBefore(now.minus(WITHOUT_RECEIPT)));
    }

    static boolean isReached(Call call) {
        return CallStatus.of(call.progress().status()).map(CallStatus::isFinal).orElse(false);
    }
}
