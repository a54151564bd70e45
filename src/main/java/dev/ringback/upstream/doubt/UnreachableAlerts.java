package dev.ringback.upstream.doubt;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Downtime;
import dev.ringback.storage.DowntimeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds downtimes in what Twilio's Debugger reports: each alert 11200 about the callback URL names a moment at which it could not be reached. Without
 * a public URL in the settings nobody knows which alerts these are, and there are none. Stateless.
 */
public final class UnreachableAlerts {
    private static final Duration REACH = Duration.ofDays(30);

    /** Alerts that are less apart belong to one downtime, which has ended when none came for so long. */
    private static final Duration APART = Duration.ofMinutes(15);

    private static final Duration AROUND = Duration.ofMinutes(1);

    private final DowntimeStore downtimes;
    private final @Nullable String publicUrl;

    /** @param publicUrl the URL that Twilio was given for webhooks; null where it is not known */
    public UnreachableAlerts(DowntimeStore downtimes, @Nullable String publicUrl) {
        this.downtimes = downtimes;
        this.publicUrl = publicUrl == null ? null : publicUrl.split("[?#]", 2)[0];
    }

    /** Adds the downtimes that are not known yet and have ended. */
    public void addNew(Accounts accounts, Instant now) {
        if (publicUrl == null) {
            return;
        }
        List<Instant> moments = new ArrayList<>();
        for (Account account : accounts.all()) {
            moments.addAll(downtimes.unreachable(account.sid(), now.minus(REACH), publicUrl));
        }
        moments.sort(null);
        int first = 0;
        for (int i = 0; i < moments.size(); i++) {
            boolean last = i + 1 == moments.size();
            Instant following = last ? now : moments.get(i + 1);
            if (Duration.between(moments.get(i), following).compareTo(APART) > 0) {
                downtimes.add(
                        moments.get(first).minus(AROUND), moments.get(i).plus(AROUND), Downtime.Reason.UNREACHABLE);
                first = i + 1;
            }
        }
    }
}
