package dev.ringback.vault.copy;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.MediaFilter;
import dev.ringback.storage.ResourceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells which objects of the vault follow from what the mirror has. Safe for use by many threads. */
public final class Wanted {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);

    /** Twilio's list of the media of a message may be empty at first. */
    private static final Duration BEFORE_LIST = Duration.ofSeconds(5);

    private static final String COMPLETED = "completed";
    private static final int MOST_MEDIA = 50;

    private final ResourceStore resources;
    private final Set<String> formats;

    /** @param formats of recordings */
    public Wanted(ResourceStore resources, Set<String> formats) {
        this.resources = resources;
        this.formats = new TreeSet<>(formats);
    }

    /**
     * Returns the objects of a recording; none of one that is not completed.
     *
     * @param at when they were heard of
     */
    public List<VaultObject> of(Recording recording, Instant at) {
        if (!recording.progress().status().equals(COMPLETED)) {
            return List.of();
        }
        String parent = recording.callSid() == null ? recording.conferenceSid() : recording.callSid();
        String folder = recording.accountSid() + "/recordings/" + MONTH.format(recording.dateCreated()) + '/';
        return formats.stream()
                .map(format -> VaultObject.heard(
                        recording.accountSid(),
                        VaultKind.RECORDING,
                        recording.sid(),
                        format,
                        parent,
                        folder + recording.sid() + '.' + format,
                        at))
                .toList();
    }

    /**
     * Returns the objects of a message: its attachments as far as the mirror has them, and their list if it lacks any. None of a message without
     * attachments.
     *
     * @param at when they were heard of
     */
    public List<VaultObject> of(Message message, Instant at) {
        if (!mayHaveMedia(message)) {
            return List.of();
        }
        List<VaultObject> wanted = new ArrayList<>();
        resources
                .list(message.accountSid(), MediaFilter.of(message.sid()), PageRequest.first(MOST_MEDIA))
                .items()
                .forEach(medium -> wanted.add(of(medium, at)));
        Integer count = message.numMedia();
        if (count == null || wanted.size() < count) {
            wanted.add(VaultObject.heard(
                    message.accountSid(),
                    VaultKind.MEDIA_LIST,
                    message.sid(),
                    VaultObject.NO_FORMAT,
                    message.sid(),
                    "",
                    at.plus(BEFORE_LIST)));
        }
        return wanted;
    }

    /** Returns the object of a medium. */
    public static VaultObject of(Media medium, Instant at) {
        return VaultObject.heard(
                medium.accountSid(),
                VaultKind.MEDIA,
                medium.sid(),
                VaultObject.NO_FORMAT,
                medium.messageSid(),
                medium.accountSid() + "/media/" + MONTH.format(medium.dateCreated()) + '/' + medium.sid(),
                at);
    }

    /** An outgoing message that is no MMS has none; what Twilio calls MM may have some, also where nobody has said how many. */
    private static boolean mayHaveMedia(Message message) {
        Integer count = message.numMedia();
        return count == null ? message.sid().startsWith("MM") : count > 0;
    }
}
