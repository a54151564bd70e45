package dev.ringback.web.media;

import dev.ringback.model.Recording;
import dev.ringback.model.VaultObject;
import dev.ringback.query.EntityTag;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.vault.VaultReads;
import dev.ringback.vault.content.ChannelCount;
import dev.ringback.vault.content.MonoMix;
import dev.ringback.vault.content.WavHeader;
import dev.ringback.vault.content.WavReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Selects the channels of kept content that a request asks for. Safe for use by many threads. */
final class Selection {
    /** A file of another program may have pictures and words before its sound; Twilio's have nothing. */
    private static final long HEADER = 64 * 1024;

    private final VaultReads vault;
    private final ResourceStore resources;

    Selection(VaultReads vault, ResourceStore resources) {
        this.vault = vault;
        this.resources = resources;
    }

    /**
     * Selects.
     *
     * @param object that is copied
     * @return empty where the vault has no such channels, and cannot make them of those that it has
     * @throws TwilioException 400 where there are fewer channels than are wanted
     * @throws FileNotFoundException when the vault does not have it, though the ledger says so
     * @throws IOException when it cannot be read now
     */
    Optional<HeldContent> of(VaultObject object, Wanted wanted) throws IOException {
        HeldContent whole = whole(object);
        Integer channels = wanted.channels();
        if (channels == null || whole.length() == 0) {
            return Optional.of(whole);
        }
        WavHeader header = wanted.isWav() ? header(object) : null;
        Optional<Integer> present = header == null ? present(object, wanted) : Optional.of(header.channels());
        if (present.isPresent() && present.get().equals(channels)) {
            return Optional.of(whole);
        }
        if (present.isPresent() && present.get() < channels) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST, "RequestedChannels is not available: the recording has one channel");
        }
        return header == null
                ? Optional.empty()
                : MonoMix.of(header, whole.length()).map(mix -> mixed(mix, whole));
    }

    private HeldContent whole(VaultObject object) {
        return new HeldContent(
                Objects.requireNonNullElse(object.contentType(), "application/octet-stream"),
                Objects.requireNonNull(object.length()),
                tag(object, ""),
                lastModified(object),
                (from, length) -> vault.open(object, from, length));
    }

    static EntityTag tag(VaultObject object, String suffix) {
        return new EntityTag('"' + object.sha256() + suffix + '"');
    }

    static Instant lastModified(VaultObject object) {
        return Objects.requireNonNullElse(object.copiedAt(), object.heardAt());
    }

    private static HeldContent mixed(MonoMix mix, HeldContent stereo) {
        String tag = stereo.tag().value();
        return new HeldContent(
                stereo.contentType(),
                mix.length(),
                new EntityTag(tag.substring(0, tag.length() - 1) + "-mono\""),
                stereo.lastModified(),
                (from, length) -> mix.open(stereo.source(), from));
    }

    private @Nullable WavHeader header(VaultObject object) throws IOException {
        try (InputStream beginning = vault.open(object, 0, HEADER)) {
            return WavReader.header(beginning).orElse(null);
        }
    }

    /** What is encrypted looks like nothing: the mirror may know more. */
    private Optional<Integer> present(VaultObject object, Wanted wanted) throws IOException {
        if (!wanted.isWav()) {
            try (InputStream beginning = vault.open(object, 0, HEADER)) {
                Optional<Integer> channels = ChannelCount.ofMp3(beginning);
                if (channels.isPresent()) {
                    return channels;
                }
            }
        }
        return resources
                .find(Recording.class, object.accountSid(), object.sid())
                .map(Recording::channels);
    }
}
