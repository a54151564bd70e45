package dev.ringback.dashboard.operations;

import dev.ringback.dashboard.operations.OperationsView.Line;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.VaultSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sums up the vault, at most once a minute for each account: of millions of entries a sum takes long. Safe for use by many threads. */
final class VaultLines {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final double MEGABYTE = 1e6;

    private final VaultLedger ledger;
    private final Clock clock;
    private final Map<String, Summed> known = new ConcurrentHashMap<>();

    VaultLines(VaultLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Summed(Instant at, List<Line> lines) {}

    List<Line> of(AccountScope scope, String accountSid) {
        Instant now = clock.instant();
        return known.compute(
                        accountSid,
                        (sid, before) -> before != null
                                        && Duration.between(before.at(), now).compareTo(KEPT) < 0
                                ? before
                                : new Summed(now, lines(scope)))
                .lines();
    }

    private List<Line> lines(AccountScope scope) {
        return ledger.summary(scope).stream().map(VaultLines::line).toList();
    }

    private static Line line(VaultSummary sum) {
        String bytes = sum.bytes() == 0 ? "" : String.format(Locale.ENGLISH, ", %,.1f MB", sum.bytes() / MEGABYTE);
        String deleted = sum.deleted() == 0 ? "" : ", " + Numbers.grouped(sum.deleted()) + " deleted at Twilio";
        String failing = sum.failing() == 0 ? "" : ", " + Numbers.grouped(sum.failing()) + " failing";
        return new Line(
                sum.kind().text() + ", " + sum.state().text(),
                Numbers.grouped(sum.objects()) + bytes + deleted + failing);
    }
}
