package dev.ringback.vault.report;

import dev.ringback.model.Accounts;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.storage.Database;
import dev.ringback.vault.Figures;
import dev.ringback.vault.TwilioRetention;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.deletion.RuleCount;
import dev.ringback.vault.report.LedgerCount.Sum;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the settings would copy and delete, from the mirror and the ledger alone: Twilio is not asked, and nothing is changed. Used by one thread. */
public final class VaultPlan {
    private static final Duration SOON = Duration.ofDays(30);

    private final VaultOptions options;
    private final Accounts accounts;
    private final Database database;
    private final boolean mayCall;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private long deletions;

    private VaultPlan(VaultOptions options, Accounts accounts, Database database, boolean mayCall, Instant now) {
        this.options = options;
        this.accounts = accounts;
        this.database = database;
        this.mayCall = mayCall;
        this.now = now;
    }

    /**
     * Plans.
     *
     * @param options enabled or not
     * @param mayCall whether the settings let Twilio be called
     * @return lines for people
     */
    public static List<String> lines(
            VaultOptions options, Accounts accounts, Database database, boolean mayCall, Instant now) {
        return new VaultPlan(options, accounts, database, mayCall, now).all();
    }

    private List<String> all() {
        settings();
        PlannedCopies copies =
                PlannedCopies.of(database.resources(), database.vault(), options.formats(), accounts, now);
        LedgerCount ledger =
                LedgerCount.of(database.vault(), options.deleteAfter(), options.retention(), now, now.plus(SOON));
        copies(copies, ledger);
        deletions(copies, ledger);
        TwilioRetention rules = options.retentionAtTwilio();
        rule("message_bodies", "texts of messages", VaultKind.MESSAGE_BODY, rules.messageBodies());
        rule("messages", "messages", VaultKind.MESSAGE, rules.messages());
        rule("calls", "calls", VaultKind.CALL, rules.calls());
        if (deletions > 0) {
            lines.add("These " + Figures.count(deletions, "deletion") + " at Twilio take "
                    + new DeletionPace(options.deletePause(), options.deleteHours()).text(deletions, now));
        }
        retention(ledger);
        return lines;
    }

    private void settings() {
        if (!options.isEnabled()) {
            lines.add(
                    "The settings have no vault: with vault.folder or vault.s3 what follows would be copied, as wav unless vault.formats says"
                            + " otherwise");
        }
        if (!mayCall) {
            lines.add("The settings do not let Ringback call Twilio, without which nothing is copied or deleted: set"
                    + " upstream.enabled");
        }
    }

    private void copies(PlannedCopies copies, LedgerCount ledger) {
        lines.add("The mirror has " + Figures.count(copies.recordings(), "completed recording") + " of "
                + Figures.count(copies.duration().toMinutes(), "minute")
                + (copies.withoutDuration() > 0
                        ? " (without " + copies.withoutDuration() + " whose duration is not known)"
                        : "")
                + ", and " + Figures.count(copies.messages(), "message") + " with media");
        lines.add("The vault has " + Figures.count(ledger.recordings().objects(), "file") + " of recordings, "
                + Figures.bytes(ledger.recordings().bytes()) + ", and "
                + Figures.count(ledger.media().objects(), "file") + " of media, "
                + Figures.bytes(ledger.media().bytes()));
        lines.add("To be copied: " + Figures.count(copies.toCopy(VaultKind.RECORDING), "file")
                + " of recordings ("
                + String.join(", ", options.formats().stream().sorted().toList()) + "), about "
                + Figures.bytes(copies.bytesToCopy()) + ", and " + Figures.count(copies.toCopy(VaultKind.MEDIA), "file")
                + " of media, whose sizes nobody knows before");
        Instant oldest = copies.oldest();
        if (oldest != null) {
            lines.add("What comes from now on is copied by itself; for what is there run: vault copy --since "
                    + oldest.atOffset(ZoneOffset.UTC).toLocalDate());
        }
    }

    private void deletions(PlannedCopies copies, LedgerCount ledger) {
        Duration after = options.deleteAfter();
        if (after == null) {
            lines.add("vault.delete_after is not set: no recording and no media is deleted at Twilio");
            return;
        }
        long toCopy = copies.toCopy(VaultKind.RECORDING) + copies.toCopy(VaultKind.MEDIA);
        lines.add("Deleted at Twilio by vault.delete_after, " + Figures.time(after) + " after the copy: "
                + sum(ledger.deletedNow()) + " now, " + sum(ledger.deletedSoon()) + " within 30 days"
                + (toCopy > 0 && after.compareTo(SOON) <= 0
                        ? ", and what is to be copied " + Figures.time(after) + " after that"
                        : ""));
        deletions += ledger.deletedNow().objects() + ledger.deletedSoon().objects();
    }

    private static String sum(Sum sum) {
        return Figures.count(sum.objects(), "object") + " (" + Figures.bytes(sum.bytes()) + ')';
    }

    private void rule(String name, String what, VaultKind kind, @Nullable Duration keep) {
        String setting = "vault.retention_at_twilio." + name;
        if (keep == null) {
            lines.add(setting + " is not set: no " + what + " are deleted at Twilio");
            return;
        }
        RuleCount count = new RuleCount(database.resources(), accounts);
        Instant due = now.minus(keep);
        long atOnce = count.count(kind, new TimeRange(null, due), now);
        long later = count.count(kind, new TimeRange(due, due.plus(SOON)), now);
        lines.add("Deleted at Twilio by " + setting + ", older than " + Figures.time(keep) + ": " + atOnce + " now, "
                + later + " within 30 days");
        deletions += atOnce + later;
    }

    private void retention(LedgerCount ledger) {
        Duration retention = options.retention();
        lines.add(
                retention == null
                        ? "vault.retention is not set: the vault keeps what it has"
                        : "Deleted in the vault by vault.retention, " + Figures.time(retention) + " after the copy: "
                                + sum(ledger.removedNow()) + " now, " + sum(ledger.removedSoon()) + " within 30 days");
    }
}
