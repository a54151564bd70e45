package dev.ringback.vault.content;

import dev.ringback.vault.content.ContentVerdict.Accepted;
import dev.ringback.vault.content.ContentVerdict.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes content on to where it is kept, and looks at it on the way without holding it. Whoever has written all of it asks for the {@link #verdict()}, whatever
 * came. What is refused was passed on nevertheless, and must be thrown away. Used by one thread.
 */
public final class CheckedContent extends OutputStream {
    /** The block of the ciphers that recordings are encrypted with. */
    private static final int LEAST_ENCRYPTED_LENGTH = 16;

    private final ExpectedContent expected;
    private final MediaType type;
    private final @Nullable Long announced;
    private final long mostBytes;
    private final OutputStream target;

    private final MessageDigest hash = sha256();
    private final FirstBytes firstBytes = new FirstBytes();
    private final @Nullable SoundReader sound;
    private long length;
    private @Nullable Refused refusal;

    /**
     * Prepares for the content of one answer.
     *
     * @param contentType the header of the answer; null where there is none
     * @param contentLength the header of the answer, of what is written here: not of what a client has unpacked; null where there is none
     * @param mostBytes how long it may be
     * @param target gets all that is written; closing this does not close it
     */
    public CheckedContent(
            ExpectedContent expected,
            @Nullable String contentType,
            @Nullable Long contentLength,
            long mostBytes,
            OutputStream target) {
        this.expected = expected;
        this.type = MediaType.of(contentType);
        this.announced = contentLength;
        this.mostBytes = mostBytes;
        this.target = target;
        this.sound = expected.encrypted() ? null : soundReader(expected.kind());
        if (contentLength != null && contentLength > mostBytes) {
            refusal = tooLarge();
        } else {
            refusal = wrongHeader();
        }
    }

    private static @Nullable SoundReader soundReader(ContentKind kind) {
        return switch (kind) {
            case WAV -> new WavReader();
            case MP3 -> new Mp3Reader();
            case MEDIUM -> null;
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    /** Returns why the content is refused whatever comes; empty while that is not certain. Before anything is written, the headers alone can be reason enough. */
    public Optional<Refused> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Takes the next bytes.
     *
     * @throws RefusedContentException when it gets longer than it may be: then they were not passed on
     * @throws IOException of the target
     */
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        length += count;
        if (length > mostBytes) {
            refusal = tooLarge();
            throw new RefusedContentException(refusal);
        }
        hash.update(bytes, offset, count);
        firstBytes.accept(bytes, offset, count);
        if (sound != null) {
            sound.accept(bytes, offset, count);
        }
        target.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    /** Says what came, of which all has been written. To be asked once. */
    public ContentVerdict verdict() {
        if (refusal != null && refusal.reason() == RefusalReason.TOO_LARGE) {
            return refusal;
        }
        Refused wrong = wrongHeader(); // once more, as the first bytes may say more about it
        if (wrong == null) {
            wrong = wrongBytes();
        }
        if (wrong == null) {
            wrong = wrongLength();
        }
        if (wrong != null) {
            return wrong;
        }
        if (sound == null) {
            return accepted(null, null);
        }
        Sound found = sound.end();
        wrong = found.refusal() != null ? mayBeEncrypted(found.refusal()) : SoundCheck.check(found, expected);
        return wrong != null ? wrong : accepted(found.channels(), found.seconds());
    }

    private Accepted accepted(@Nullable Integer channels, @Nullable Double seconds) {
        return new Accepted(length, HexFormat.of().formatHex(hash.digest()), acceptedType(), channels, seconds);
    }

    private String acceptedType() {
        if (type.isTelling()) {
            return type.header();
        }
        MediaType known = MediaType.of(expected.mediaType());
        return known.isTelling() ? known.header() : expected.kind().usualType();
    }

    private Refused tooLarge() {
        return Refused.of(RefusalReason.TOO_LARGE, "Twilio sent more than " + mostBytes + " bytes");
    }

    private @Nullable Refused wrongHeader() {
        boolean wrong = expected.kind() == ContentKind.MEDIUM ? type.isText() && isTextWrong() : !type.isSound();
        return wrong ? wrongType(type.essence()) : null;
    }

    /** Tells whether an attachment is no text, or not in the language of the one that came. A card may come as plain text. */
    private boolean isTextWrong() {
        MediaType known = MediaType.of(expected.mediaType());
        boolean isPage = !type.language().isEmpty();
        return known.isTelling()
                && (!known.isText() || (isPage && !type.language().equals(known.language())));
    }

    private @Nullable Refused wrongBytes() {
        MediaType known = MediaType.of(expected.mediaType());
        boolean wrong;
        if (expected.kind() != ContentKind.MEDIUM) {
            wrong = firstBytes.areText();
        } else if (known.isTelling() && !known.isText()) {
            wrong = firstBytes.areAPage();
        } else {
            boolean isAsKnown = known.isTelling() && known.essence().equals(type.essence());
            wrong = !isAsKnown && firstBytes.areAnError();
        }
        return wrong ? wrongType("text") : null;
    }

    private Refused wrongType(String found) {
        String wanted = expected.kind() == ContentKind.MEDIUM ? "an attachment" : "sound";
        String code = firstBytes.errorCode().map(error -> ", error " + error).orElse("");
        return Refused.of(RefusalReason.WRONG_TYPE, "Twilio sent " + found + " in the place of " + wanted + code);
    }

    private @Nullable Refused wrongLength() {
        if (announced != null && length < announced) {
            return Refused.of(RefusalReason.TRUNCATED, "Twilio sent " + length + " of " + announced + " bytes");
        }
        if (announced != null && length > announced) {
            return Refused.of(
                    RefusalReason.WRONG_LENGTH, "Twilio sent " + length + " bytes, and had announced " + announced);
        }
        return length == 0 ? Refused.of(RefusalReason.EMPTY, "Twilio sent nothing") : null;
    }

    /** Says of content that looks like nothing that it may be encrypted: it is neither text, which was refused before, nor a file of sound. */
    private Refused mayBeEncrypted(Refused refused) {
        boolean looksLikeNothing =
                refused.reason() == RefusalReason.NO_WAV_HEADER || refused.reason() == RefusalReason.NO_MP3_HEADER;
        boolean isOtherSound = firstBytes.startWith("ID3")
                || firstBytes.startWith("RIFF")
                || (expected.kind() == ContentKind.WAV && type.essence().matches("audio/(mpeg|mp3)"));
        return looksLikeNothing && !isOtherSound && length >= LEAST_ENCRYPTED_LENGTH
                ? new Refused(refused.reason(), refused.sentence() + ", and may be encrypted", true)
                : refused;
    }
}
