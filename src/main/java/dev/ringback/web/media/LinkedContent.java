package dev.ringback.web.media;

import dev.ringback.model.Recording;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.ResourceStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a link leads to: a SID alone names it, where Twilio's addresses name a message too. Safe for use by many threads. */
final class LinkedContent {
    private final Shelf shelf;
    private final ResourceStore resources;

    LinkedContent(Shelf shelf, ResourceStore resources) {
        this.shelf = shelf;
        this.resources = resources;
    }

    /**
     * Finds it.
     *
     * @param format empty for an attachment
     * @return empty for a SID that neither the vault nor the mirror has, as the mirror finds no attachment without its message
     */
    Optional<Wanted> find(String accountSid, String sid, String format, @Nullable Integer channels, boolean download) {
        String account = "/2010-04-01/Accounts/" + accountSid;
        if (sid.startsWith("RE")) {
            Wanted recording = new Wanted(
                    accountSid,
                    VaultKind.RECORDING,
                    sid,
                    format,
                    null,
                    channels,
                    account + "/Recordings/" + sid + '.' + format,
                    download,
                    true);
            boolean isKnown =
                    !shelf.formats(accountSid, VaultKind.RECORDING, sid).isEmpty()
                            || resources.find(Recording.class, accountSid, sid).isPresent();
            return isKnown ? Optional.of(recording) : Optional.empty();
        }
        return message(accountSid, sid).map(message -> {
            Wanted.Parent parent = new Wanted.Parent(Wanted.Type.MESSAGE, message);
            return new Wanted(
                    accountSid,
                    VaultKind.MEDIA,
                    sid,
                    VaultObject.NO_FORMAT,
                    parent,
                    null,
                    account + parent.path() + "/Media/" + sid,
                    download,
                    true);
        });
    }

    private Optional<String> message(String accountSid, String sid) {
        List<VaultObject> known = shelf.formats(accountSid, VaultKind.MEDIA, sid);
        return known.stream().findFirst().map(VaultObject::parentSid);
    }
}
