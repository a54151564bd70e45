package dev.ringback.vault.report;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.UnknownAnchorException;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.copy.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what of the mirror the vault has not copied yet, and changes nothing. Used by one thread. */
final class PlannedCopies {
    private static final int STEP = 500;

    /** Twilio's WAV files: 8,000 samples a second, of two bytes, for each channel. */
    private static final int WAV_BYTES = 16_000;

    /** Twilio's MP3 files: 32 kbit/s, of one channel. */
    private static final int MP3_BYTES = 4_000;

    private final ResourceStore resources;
    private final VaultLedger ledger;
    private final Wanted wanted;
    private long recordings;
    private long seconds;
    private long withoutDuration;
    private long recordingsToCopy;
    private long bytesToCopy;
    private long messages;
    private long mediaToCopy;
    private @Nullable Instant oldest;

    private PlannedCopies(ResourceStore resources, VaultLedger ledger, Set<String> formats) {
        this.resources = resources;
        this.ledger = ledger;
        this.wanted = new Wanted(resources, formats);
    }

    static PlannedCopies of(
            ResourceStore resources, VaultLedger ledger, Set<String> formats, Accounts accounts, Instant now) {
        PlannedCopies copies = new PlannedCopies(resources, ledger, formats);
        for (Account account : accounts.all()) {
            copies.walk(
                    account.sid(),
                    new RecordingFilter(null, null, TimeRange.ALWAYS, false),
                    Recording::sid,
                    recording -> copies.add(recording, now));
            copies.walk(account.sid(), MessageFilter.NONE, Message::sid, message -> copies.add(message, now));
        }
        return copies;
    }

    private <R extends Resource> void walk(
            String accountSid, ResourceFilter<R> filter, Function<R, String> sid, Consumer<R> each) {
        PageRequest next = PageRequest.first(STEP).in(PageRequest.Order.OLDEST_FIRST);
        List<R> page;
        do {
            try {
                page = resources.list(accountSid, filter, next).items();
            } catch (UnknownAnchorException deletedMeanwhile) {
                throw new IllegalStateException("the mirror has changed meanwhile: try again", deletedMeanwhile);
            }
            page.forEach(each);
            if (!page.isEmpty()) {
                next = next.after(sid.apply(page.get(page.size() - 1)));
            }
        } while (page.size() == STEP);
    }

    private void add(Recording recording, Instant now) {
        List<VaultObject> objects = wanted.of(recording, now);
        if (objects.isEmpty()) {
            return;
        }
        recordings++;
        Duration duration = recording.duration();
        if (duration == null) {
            withoutDuration++;
        } else {
            seconds += duration.toSeconds();
        }
        for (VaultObject object : objects) {
            if (isToCopy(object)) {
                recordingsToCopy++;
                bytesToCopy += bytes(recording, object.format());
                older(recording.dateCreated());
            }
        }
    }

    private static long bytes(Recording recording, String format) {
        Duration duration = recording.duration();
        if (duration == null) {
            return 0;
        }
        Integer channels = recording.channels();
        return duration.toSeconds()
                * (format.equals(VaultOptions.WAV) ? (long) WAV_BYTES * (channels == null ? 1 : channels) : MP3_BYTES);
    }

    /** A list that was not read yet stands for the media that the message says to have. */
    private void add(Message message, Instant now) {
        List<VaultObject> objects = wanted.of(message, now);
        if (objects.isEmpty()) {
            return;
        }
        messages++;
        long known =
                objects.stream().filter(object -> object.kind().isContent()).count();
        long toCopy = objects.stream()
                .filter(object -> object.kind().isContent())
                .filter(this::isToCopy)
                .count();
        Integer count = message.numMedia();
        long unknown = count == null ? (known == 0 ? 1 : 0) : Math.max(0, count - known);
        toCopy += unknown > 0 && isListRead(message) ? 0 : unknown;
        mediaToCopy += toCopy;
        if (toCopy > 0) {
            older(message.dateSent() == null ? message.dateCreated() : message.dateSent());
        }
    }

    /** What a rule has deleted in the vault, and what was gone before it came, is not copied any more. */
    private boolean isToCopy(VaultObject object) {
        VaultState state = ledger.find(object.accountSid(), object.kind(), object.sid(), object.format())
                .map(VaultObject::state)
                .orElse(VaultState.HEARD);
        return state == VaultState.HEARD || state == VaultState.FAILED;
    }

    /** What Twilio did not list then is not there to be copied. */
    private boolean isListRead(Message message) {
        return ledger.find(message.accountSid(), VaultKind.MEDIA_LIST, message.sid(), VaultObject.NO_FORMAT)
                .filter(list -> list.state() == VaultState.DONE || list.state() == VaultState.GONE)
                .isPresent();
    }

    private void older(Instant moment) {
        oldest = oldest == null || moment.isBefore(oldest) ? moment : oldest;
    }

    /** Returns how many completed recordings the mirror has. */
    long recordings() {
        return recordings;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** Returns of how many of them the duration is not known. */
    long withoutDuration() {
        return withoutDuration;
    }

    /** Returns how many files are to be copied, one for each format. */
    long toCopy(VaultKind kind) {
        return kind == VaultKind.RECORDING ? recordingsToCopy : mediaToCopy;
    }

    /** Returns about how long the files of recordings will be. */
    long bytesToCopy() {
        return bytesToCopy;
    }

    /** Returns how many messages with media the mirror has. */
    long messages() {
        return messages;
    }

    /** Returns when the oldest of what is to be copied was made; null where nothing is. */
    @Nullable
    Instant oldest() {
        return oldest;
    }
}
