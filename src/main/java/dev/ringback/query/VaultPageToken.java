package dev.ringback.query;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.twilio.Sid;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names the last entry of a page of the vault's ledger by what the order of the list goes by, so that it need not be there any more. Stateless. */
final class VaultPageToken {
    private static final Pattern TOKEN =
            Pattern.compile("V(\\d{1,15})\\.([^.]{34})\\.([^.]{34})\\.([a-z-]{1,20})\\.([a-z0-9]{0,8})");

    private VaultPageToken() {}

    static String write(VaultObject last) {
        return "V" + last.heardAt().toEpochMilli() + '.' + last.accountSid() + '.' + last.sid() + '.'
                + last.kind().text() + '.' + last.format();
    }

    /** Returns an entry that stands where the last one does; empty for what is no token. */
    static Optional<VaultObject> read(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || !Sid.isSid(parts.group(2)) || !Sid.isSid(parts.group(3))) {
            return Optional.empty();
        }
        Instant heardAt = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
        return Stream.of(VaultKind.values())
                .filter(kind -> kind.text().equals(parts.group(4)))
                .findFirst()
                .map(kind ->
                        VaultObject.heard(parts.group(2), kind, parts.group(3), parts.group(5), null, "", heardAt));
    }
}
