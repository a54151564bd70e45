package dev.ringback.dashboard;

import dev.ringback.dashboard.operations.OperationsView.Line;
import dev.ringback.forward.rule.Rules;
import dev.ringback.query.ExternalUrl;
import dev.ringback.twilio.callback.QuarantineReview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what pages need of the settings.
 *
 * @param publicUrl by which Twilio reaches the callback door; null where the settings do not tell it
 * @param apiUrl tells by which URL a reader has reached the API door
 * @param review looks at refused webhooks with the settings of now
 * @param mayAskTwilio whether a read may ask Twilio for what nothing has told
 * @param lines are the settings in effect, without secrets
 */
public record DashboardSettings(
        @Nullable String publicUrl,
        ExternalUrl apiUrl,
        QuarantineReview review,
        Rules rules,
        boolean mayAskTwilio,
        List<Line> lines) {
    public DashboardSettings {
        lines = List.copyOf(lines);
    }
}
