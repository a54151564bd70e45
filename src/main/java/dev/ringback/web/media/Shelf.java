package dev.ringback.web.media;

import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.MediaFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.vault.VaultReads;
import java.util.List;
import java.util.Optional;

/** Finds what the vault and the mirror know of content. Safe for use by many threads. */
final class Shelf {
    private final Optional<VaultReads> vault;
    private final ResourceStore resources;

    /** @param vault empty where there is none */
    Shelf(Optional<VaultReads> vault, ResourceStore resources) {
        this.vault = vault;
        this.resources = resources;
    }

    /** Returns what the vault has in all formats; nothing where there is no vault. */
    List<VaultObject> formats(String accountSid, VaultKind kind, String sid) {
        return vault.map(reads -> reads.formats(accountSid, kind, sid)).orElse(List.of());
    }

    /** Finds what is known of the content that a request asks for. */
    Holding find(Wanted wanted) {
        List<VaultObject> formats = formats(wanted.accountSid(), wanted.kind(), wanted.sid());
        return new Holding(wanted, formats, belonging(wanted, formats));
    }

    private Holding.Belonging belonging(Wanted wanted, List<VaultObject> formats) {
        Wanted.Parent parent = wanted.parent();
        if (parent == null) {
            return Holding.Belonging.HERE;
        }
        return switch (parent.type()) {
            case CALL -> ofRecording(wanted, parent, formats, true);
            case CONFERENCE -> ofRecording(wanted, parent, formats, false);
            case MESSAGE -> ofMedium(wanted, parent, formats);
        };
    }

    /** A recording of a conference may have a call besides, and the ledger notes but one of the two. */
    private Holding.Belonging ofRecording(
            Wanted wanted, Wanted.Parent parent, List<VaultObject> formats, boolean isCall) {
        Optional<Recording> recording = resources.find(Recording.class, wanted.accountSid(), wanted.sid());
        if (recording.isPresent()) {
            String sid = isCall ? recording.get().callSid() : recording.get().conferenceSid();
            return parent.sid().equals(sid) ? Holding.Belonging.HERE : Holding.Belonging.ELSEWHERE;
        }
        return areBelow(parent, formats) ? Holding.Belonging.HERE : Holding.Belonging.UNKNOWN;
    }

    private Holding.Belonging ofMedium(Wanted wanted, Wanted.Parent parent, List<VaultObject> formats) {
        if (!formats.isEmpty()) {
            return areBelow(parent, formats) ? Holding.Belonging.HERE : Holding.Belonging.ELSEWHERE;
        }
        MediaFilter medium = new MediaFilter(parent.sid(), wanted.sid(), TimeRange.ALWAYS);
        return resources.findAny(wanted.accountSid(), medium).isPresent()
                ? Holding.Belonging.HERE
                : Holding.Belonging.UNKNOWN;
    }

    private static boolean areBelow(Wanted.Parent parent, List<VaultObject> formats) {
        return formats.stream().anyMatch(object -> parent.sid().equals(object.parentSid()));
    }
}
