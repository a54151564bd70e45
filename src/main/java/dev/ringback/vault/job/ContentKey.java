package dev.ringback.vault.job;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.VaultLedger;
import dev.ringback.twilio.Sid;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what an object is by its key, such as {@code AC.../recordings/2026-11/RE....wav} and {@code AC.../media/2026-11/ME...}.
 *
 * @param format empty where there is none
 */
record ContentKey(String key, String accountSid, VaultKind kind, String sid, String format) {
    private static final Pattern KEY =
            Pattern.compile("(AC\\w+)/(?:recordings/[0-9-]+/(RE\\w+)\\.(wav|mp3)|media/[0-9-]+/(ME\\w+))");

    /** Reads a key; empty where the vault has no such keys. */
    static Optional<ContentKey> of(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches() || !Sid.isSid(matcher.group(1), "AC")) {
            return Optional.empty();
        }
        boolean isRecording = matcher.group(2) != null;
        String sid = isRecording ? matcher.group(2) : matcher.group(4);
        return Sid.isSid(sid)
                ? Optional.of(new ContentKey(
                        key,
                        matcher.group(1),
                        isRecording ? VaultKind.RECORDING : VaultKind.MEDIA,
                        sid,
                        isRecording ? matcher.group(3) : VaultObject.NO_FORMAT))
                : Optional.empty();
    }

    /** Finds the entry of the ledger, whatever its state and wherever it says that its content is. */
    Optional<VaultObject> entry(VaultLedger ledger) {
        return ledger.find(accountSid, kind, sid, format);
    }
}
