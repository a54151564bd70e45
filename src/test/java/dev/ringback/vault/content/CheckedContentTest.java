package dev.ringback.vault.content;

import static dev.ringback.vault.content.SoundFiles.chunk;
import static dev.ringback.vault.content.SoundFiles.format;
import static dev.ringback.vault.content.SoundFiles.id3;
import static dev.ringback.vault.content.SoundFiles.joined;
import static dev.ringback.vault.content.SoundFiles.mp3;
import static dev.ringback.vault.content.SoundFiles.noise;
import static dev.ringback.vault.content.SoundFiles.riff;
import static dev.ringback.vault.content.SoundFiles.wav;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringback.vault.content.ContentVerdict.Accepted;
import dev.ringback.vault.content.ContentVerdict.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat.Encoding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedContentTest {
    private static final long ROOM = 10_000_000;
    private static final ExpectedContent ANY_WAV = ExpectedContent.recording(ContentKind.WAV, null, null);
    private static final ExpectedContent ANY_MP3 = ExpectedContent.recording(ContentKind.MP3, null, null);
    private static final String ERROR_XML =
            "<?xml version='1.0' encoding='UTF-8'?>\n<TwilioResponse><RestException><Code>20404</Code>"
                    + "<Message>The requested resource was not found</Message></RestException></TwilioResponse>";
    private static final String ERROR_JSON =
            "{\"code\":20404,\"message\":\"The requested resource was not found\",\"status\":404}";

    @ParameterizedTest
    @CsvSource({"1, 16", "2, 16", "1, 8", "2, 8"})
    void aWavFileIsPassedOnAndDescribed(int channels, int bits) throws Exception {
        byte[] file = wav(channels, bits, 3.5);
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        Accepted accepted = (Accepted) verdict(
                ExpectedContent.recording(ContentKind.WAV, 4, channels),
                "audio/x-wav",
                (long) file.length,
                file,
                target);

        assertThat(target.toByteArray()).isEqualTo(file);
        assertThat(accepted.length()).isEqualTo(file.length);
        assertThat(accepted.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(accepted.contentType()).isEqualTo("audio/x-wav");
        assertThat(accepted.channels()).isEqualTo(channels);
        assertThat(accepted.seconds()).isEqualTo(3.5);
    }

    static Stream<Arguments> wavFiles() {
        byte[] sound = noise(16_000);
        byte[] pcm = chunk("fmt ", format(1, 1, 16));
        byte[] extensible = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(format(0xfffe, 1, 16))
                .putShort((short) 22)
                .putShort((short) 16)
                .putInt(4)
                .putShort((short) 1)
                .put(HexFormat.of().parseHex("000000001000800000aa00389b71"))
                .array();
        byte[] lengths = ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(16_000)
                .putLong(8_000)
                .putInt(0)
                .array();
        return Stream.of(
                Arguments.of(
                        "with chunks before the format",
                        riff("RIFF", chunk("LIST", noise(5001)), pcm, chunk("data", sound))),
                Arguments.of(
                        "with chunks before the sound",
                        riff("RIFF", pcm, chunk("fact", new byte[4]), chunk("LIST", noise(7)), chunk("data", sound))),
                Arguments.of(
                        "with chunks behind the sound",
                        riff("RIFF", pcm, chunk("data", sound), chunk("LIST", noise(7)))),
                Arguments.of("of streamed sound", riff("RIFF", pcm, chunk("data", -1, sound))),
                Arguments.of("of streamed sound that announces nothing", riff("RIFF", pcm, chunk("data", 0, sound))),
                Arguments.of(
                        "with the extensible format", riff("RIFF", chunk("fmt ", extensible), chunk("data", sound))),
                Arguments.of(
                        "with a longer format",
                        riff("RIFF", chunk("fmt ", joined(format(1, 1, 16), new byte[2])), chunk("data", sound))),
                Arguments.of("of the long form", riff("RF64", chunk("ds64", lengths), pcm, chunk("data", -1, sound))),
                Arguments.of(
                        "of the long form with a short length",
                        riff("RF64", chunk("ds64", new byte[28]), pcm, chunk("data", sound))),
                Arguments.of(
                        "with another encoding",
                        riff("RIFF", chunk("fmt ", format(0x11, 1, 16)), chunk("data", sound))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wavFiles")
    void everyKindOfWavFileOfASecondIsUnderstood(String name, byte[] file) throws IOException {
        for (int piece : new int[] {1, 7, 1000, file.length}) {
            Accepted accepted = (Accepted) verdict(ANY_WAV, null, null, file, piece);

            assertThat(accepted.seconds()).as("in pieces of %d", piece).isEqualTo(1);
            assertThat(accepted.channels()).isEqualTo(1);
            assertThat(accepted.contentType()).isEqualTo("audio/x-wav");
        }
    }

    @Test
    void anOddLengthIsFilledUpUnlessThatIsForgotten() throws IOException {
        byte[] odd = riff("RIFF", chunk("fmt ", format(7, 1, 8)), chunk("data", noise(8001)));
        byte[] unfilled = Arrays.copyOf(odd, odd.length - 1);
        byte[] followed =
                riff("RIFF", chunk("fmt ", format(7, 1, 8)), chunk("data", noise(8001)), chunk("LIST", noise(3)));

        for (byte[] file : new byte[][] {odd, unfilled, followed}) {
            assertThat(verdict(ANY_WAV, file)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void compressedTelephoneSoundIsUnderstood() throws IOException {
        for (Encoding law : new Encoding[] {Encoding.ULAW, Encoding.ALAW}) {
            for (int channels : new int[] {1, 2}) {
                Accepted accepted = (Accepted)
                        verdict(ExpectedContent.recording(ContentKind.WAV, 2, channels), wav(law, channels, 2));

                assertThat(accepted.seconds()).isEqualTo(2);
            }
        }
    }

    static Stream<Arguments> contradictions() {
        byte[] sound = noise(16_000);
        byte[] pcm = chunk("fmt ", format(1, 1, 16));
        byte[] badNumbers = format(1, 1, 16);
        badNumbers[12] = 3;
        return Stream.of(
                Arguments.of(
                        "announces 16001 bytes of sound, and 16000 are there",
                        riff("RIFF", pcm, chunk("data", 16_001, sound))),
                Arguments.of("there is more behind its sound", riff("RIFF", pcm, chunk("data", 15_996, sound))),
                Arguments.of(
                        "something in it that is no chunk", riff("RIFF", pcm, chunk("data", 15_000, new byte[16_000]))),
                Arguments.of("sound comes before its format", riff("RIFF", chunk("data", sound), pcm)),
                Arguments.of("ends before its sound begins", riff("RIFF", pcm)),
                Arguments.of("ends before its sound begins", riff("RIFF")),
                Arguments.of("ends before its sound begins", riff("RIFF", pcm, chunk("LIST", -1, sound))),
                Arguments.of("something in it that is no chunk", riff("RIFF", pcm, new byte[16])),
                Arguments.of(
                        "chunk 'fmt' is too short", riff("RIFF", chunk("fmt ", new byte[14]), chunk("data", sound))),
                Arguments.of("do not agree", riff("RIFF", chunk("fmt ", new byte[16]), chunk("data", sound))),
                Arguments.of("do not agree", riff("RIFF", chunk("fmt ", badNumbers), chunk("data", sound))),
                Arguments.of("do not agree", riff("RIFF", chunk("fmt ", format(1, 0, 16)), chunk("data", sound))),
                Arguments.of(
                        "cannot be",
                        riff(
                                "RF64",
                                chunk("ds64", joined(new byte[15], new byte[] {(byte) 0x90}, new byte[12])),
                                pcm,
                                chunk("data", -1, sound))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void aWavFileThatContradictsItselfIsRefused(String why, byte[] file) throws IOException {
        for (int piece : new int[] {1, 1000}) {
            Refused refused = (Refused) verdict(ANY_WAV, "audio/x-wav", null, file, piece);

            assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_HEADER);
            assertThat(refused.sentence())
                    .startsWith("Twilio sent a WAV file that contradicts itself: ")
                    .contains(why);
            assertThat(refused.mayBeEncrypted()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/x-wav", "audio/wav", "application/octet-stream", "binary/octet-stream", ""})
    void soundThatLooksLikeNothingMayBeEncrypted(String type) throws IOException {
        for (ContentKind kind : new ContentKind[] {ContentKind.WAV, ContentKind.MP3}) {
            Refused refused = (Refused) verdict(ExpectedContent.recording(kind, 5, 1), type, null, noise(5000), 100);

            assertThat(refused.reason())
                    .isEqualTo(kind == ContentKind.WAV ? RefusalReason.NO_WAV_HEADER : RefusalReason.NO_MP3_HEADER);
            assertThat(refused.mayBeEncrypted()).isTrue();
            assertThat(refused.sentence()).endsWith("and may be encrypted");
        }
    }

    @Test
    void otherSoundIsNotTakenForEncrypted() throws IOException {
        for (byte[] other : new byte[][] {
            joined(id3(100, 0), mp3(1, 1)),
            riff("RIFX", noise(100)),
            joined("RIFF1234AVI ".getBytes(UTF_8), noise(100)),
            noise(15)
        }) {
            Refused refused = (Refused) verdict(ANY_WAV, other);

            assertThat(refused.reason()).isEqualTo(RefusalReason.NO_WAV_HEADER);
            assertThat(refused.mayBeEncrypted()).isEqualTo(other[3] == 'X');
        }
        assertThat(((Refused) verdict(ANY_WAV, "audio/mpeg", null, mp3(1, 1), 100)).mayBeEncrypted())
                .isFalse();
        assertThat(((Refused) verdict(ANY_MP3, "audio/mpeg", null, wav(1, 16, 1), 100)).mayBeEncrypted())
                .isFalse();
    }

    @Test
    void anythingButTextIsRightOfAnEncryptedRecording() throws IOException {
        ExpectedContent encrypted = ExpectedContent.encrypted(ContentKind.WAV);

        for (byte[] content : new byte[][] {noise(5000), noise(1), wav(1, 16, 1), {0}}) {
            assertThat(verdict(encrypted, content)).isInstanceOf(Accepted.class);
        }
        for (String text : new String[] {ERROR_XML, ERROR_JSON, "The page was not found."}) {
            assertThat(reason(verdict(encrypted, text.getBytes(UTF_8)))).isEqualTo(RefusalReason.WRONG_TYPE);
        }
        assertThat(reason(verdict(encrypted, "application/json", null, noise(5000), 100)))
                .isEqualTo(RefusalReason.WRONG_TYPE);
        assertThat(reason(verdict(encrypted, new byte[0]))).isEqualTo(RefusalReason.EMPTY);
        assertThat(reason(verdict(encrypted, null, 10L, noise(5), 100))).isEqualTo(RefusalReason.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ERROR_XML,
                ERROR_JSON,
                "{\"code\":20404",
                "<TwilioResponse>",
                "\ufeff<?xml version='1.0'?>",
                "\r\n  <!DOCTYPE html><html>",
                "<HTML>",
                "<Error><Code>AccessDenied</Code></Error>",
                "{}",
                "[]",
                "[{\"a\":1}]",
                "Not the sound of anything"
            })
    void textIsRefusedWhereSoundIsExpectedWhateverItsHeaderSays(String text) throws IOException {
        for (ExpectedContent expected : new ExpectedContent[] {ANY_WAV, ANY_MP3}) {
            Refused refused = (Refused) verdict(expected, "audio/x-wav", null, text.getBytes(UTF_8), 3);

            assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_TYPE);
            assertThat(refused.mayBeEncrypted()).isFalse();
            assertThat(refused.sentence()).startsWith("Twilio sent text in the place of sound");
        }
        if (text.startsWith("<")) {
            byte[] wide = ("\ufeff" + text).getBytes(UTF_16LE);
            assertThat(reason(verdict(ANY_WAV, wide))).isEqualTo(RefusalReason.WRONG_TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/xml;charset=utf-8",
                "Application/JSON; charset=utf-8",
                "text/html",
                "text/plain",
                "application/problem+json",
                "image/png",
                "video/mp4"
            })
    void aHeaderThatSaysSomethingElseThanSoundIsEnough(String type) throws IOException {
        CheckedContent content = new CheckedContent(ANY_WAV, type, null, ROOM, OutputStream.nullOutputStream());

        assertThat(content.refusal())
                .hasValueSatisfying(refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_TYPE));
        content.write(wav(1, 16, 1));
        assertThat(reason(content.verdict())).isEqualTo(RefusalReason.WRONG_TYPE);
    }

    @Test
    void theErrorOfTwilioIsNamed() throws IOException {
        assertThat(((Refused) verdict(ANY_WAV, "application/xml", null, ERROR_XML.getBytes(UTF_8), 9)).sentence())
                .isEqualTo("Twilio sent application/xml in the place of sound, error 20404");
        assertThat(((Refused) verdict(ExpectedContent.medium("image/png"), ERROR_JSON.getBytes(UTF_8))).sentence())
                .isEqualTo("Twilio sent text in the place of an attachment, error 20404");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg,        image/jpeg",
        "image/jpeg,        image/png",
        "image/jpeg,        application/octet-stream",
        "image/jpeg,        ",
        "application/pdf,   application/pdf",
        "text/x-vcard,      text/x-vcard",
        "text/vcard,        text/plain",
        "text/plain,        text/plain; charset=utf-8",
        "application/json,  application/json",
        "application/vnd.geo+json, application/json",
        "image/svg+xml,     image/svg+xml",
        "text/calendar,     ",
        ",                  image/png",
        ",                  text/html",
        ",                  ",
    })
    void anAttachmentMayBeAnything(@Nullable String known, @Nullable String header) throws IOException {
        ExpectedContent expected = ExpectedContent.medium(known);

        assertThat(verdict(expected, header, null, noise(200), 100)).isInstanceOf(Accepted.class);
        assertThat(verdict(expected, header, 200L, noise(200), 100)).isInstanceOf(Accepted.class);
        assertThat(verdict(expected, header, null, "BEGIN:VCARD".getBytes(UTF_8), 100))
                .isInstanceOf(Accepted.class);
        assertThat(reason(verdict(expected, header, null, new byte[0], 100))).isEqualTo(RefusalReason.EMPTY);
        assertThat(reason(verdict(expected, header, 201L, noise(200), 100))).isEqualTo(RefusalReason.TRUNCATED);
        assertThat(reason(verdict(expected, header, 199L, noise(200), 100))).isEqualTo(RefusalReason.WRONG_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg,       text/html",
        "image/jpeg,       application/xml",
        "audio/amr,        application/json",
        "application/pdf,  text/plain",
        "text/x-vcard,     application/json",
        "text/plain,       text/html",
        "application/json, application/xml",
        "application/json, text/html",
    })
    void aPageIsRefusedWhereAnotherTypeIsKnown(String known, String header) {
        CheckedContent content =
                new CheckedContent(ExpectedContent.medium(known), header, null, ROOM, OutputStream.nullOutputStream());

        assertThat(content.refusal())
                .hasValueSatisfying(refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_TYPE));
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg,    image/jpeg",
        "image/svg+xml, application/xml",
        "text/x-vcard,  ",
        "text/plain,    application/octet-stream",
        ",              ",
        ",              application/json",
        ",              application/xml",
    })
    void anErrorIsRefusedByItsFirstBytesToo(@Nullable String known, @Nullable String header) throws IOException {
        for (String error : new String[] {
            ERROR_XML,
            ERROR_JSON,
            "<Error><Code>AccessDenied</Code></Error>",
            "{\"code\":20404",
            "{\"status\": 404, \"code\": \"20404\"}"
        }) {
            assertThat(reason(verdict(ExpectedContent.medium(known), header, null, error.getBytes(UTF_8), 5)))
                    .as(error)
                    .isEqualTo(RefusalReason.WRONG_TYPE);
        }
    }

    /** Somebody may send as an attachment what looks like an error. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/xml"})
    void whatIsOfTheTypeThatIsKnownIsRight(String type) throws IOException {
        for (String text : new String[] {ERROR_JSON, ERROR_XML}) {
            assertThat(verdict(ExpectedContent.medium(type), type, null, text.getBytes(UTF_8), 5))
                    .isInstanceOf(Accepted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, image/jpeg,                image/jpeg",
        "image/png, application/octet-stream,  image/png",
        "image/png, binary/octet-stream,       image/png",
        "image/png, ,                          image/png",
        "image/png, 'no type',                 image/png",
        ",          application/octet-stream,  application/octet-stream",
        ",          ,                          application/octet-stream",
        ",          'text/plain; charset=x',   'text/plain; charset=x'",
    })
    void theTypeIsTheOneThatSaysMost(@Nullable String known, @Nullable String header, String type) throws IOException {
        Accepted accepted = (Accepted) verdict(ExpectedContent.medium(known), header, null, noise(100), 100);

        assertThat(accepted.contentType()).isEqualTo(type);
        assertThat(accepted.channels()).isNull();
        assertThat(accepted.seconds()).isNull();
    }

    /** Tolerance is 2 s or 5 %, of MP3 a factor of 2. */
    @ParameterizedTest
    @CsvSource({
        "WAV, 10,  10, ",
        "WAV, 10,  12, ",
        "WAV, 10,  13, TOO_SHORT",
        "WAV, 10,  8,  ",
        "WAV, 10,  7,  TOO_LONG",
        "WAV, 95,  100, ",
        "WAV, 94,  100, TOO_SHORT",
        "WAV, 105, 100, ",
        "WAV, 106, 100, TOO_LONG",
        "WAV, 0,   2, ",
        "WAV, 0,   3, TOO_SHORT",
        "WAV, 5,   -1, ",
        "WAV, 5,   , ",
        "MP3, 10,  19, ",
        "MP3, 10,  21, TOO_SHORT",
        "MP3, 20,  11, ",
        "MP3, 20,  9,  TOO_LONG",
        "MP3, 2,   3,  ",
        "MP3, 1,   0,  ",
    })
    void soundIsAsLongAsTheRecording(
            ContentKind kind, int found, @Nullable Integer expected, @Nullable RefusalReason reason)
            throws IOException {
        byte[] file = kind == ContentKind.WAV ? wav(1, 8, found) : mp3(1, found);

        ContentVerdict verdict = verdict(ExpectedContent.recording(kind, expected, 1), file);

        if (reason == null) {
            assertThat(verdict).isInstanceOf(Accepted.class);
        } else {
            assertThat(reason(verdict)).isEqualTo(reason);
            assertThat(((Refused) verdict).sentence())
                    .isEqualTo("Twilio sent " + found + ".0 s of sound of a recording of " + expected + " s");
        }
    }

    @Test
    void soundHasAsManyChannelsAsTheRecording() throws IOException {
        for (int found : new int[] {1, 2}) {
            ExpectedContent other = ExpectedContent.recording(ContentKind.WAV, 1, 3 - found);
            assertThat(reason(verdict(other, wav(found, 16, 1)))).isEqualTo(RefusalReason.WRONG_CHANNELS);
        }
        ExpectedContent dual = ExpectedContent.recording(ContentKind.MP3, 1, 2);
        assertThat(reason(verdict(dual, mp3(1, 1)))).isEqualTo(RefusalReason.WRONG_CHANNELS);
        assertThat(verdict(dual, mp3(2, 1))).isInstanceOf(Accepted.class);
        ExpectedContent single = ExpectedContent.recording(ContentKind.MP3, 1, 1);
        assertThat(verdict(single, mp3(2, 1))).isInstanceOf(Accepted.class);
    }

    static Stream<Arguments> mp3Files() {
        byte[] plain = mp3(1, 3);
        return Stream.of(
                Arguments.of("as it is", plain),
                Arguments.of("with a tag", joined(id3(300, 0), plain)),
                Arguments.of("with an empty tag", joined(id3(0, 0), plain)),
                Arguments.of("with two tags and zeros", joined(id3(300, 0x10), id3(4000, 0), new byte[999], plain)),
                Arguments.of("with a tag at its end", joined(plain, "TAG".getBytes(UTF_8), new byte[125])),
                Arguments.of("cut within its last frame", Arrays.copyOf(plain, plain.length - 50)),
                Arguments.of("of MPEG 1", mp3(0xfffb90c0, 417, 115)),
                Arguments.of("of MPEG 1 with checksums, 48 kHz", mp3(0xfffa14c0, 96, 125)),
                Arguments.of("of MPEG 2.5", mp3(0xffe348c0, 288, 42)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mp3Files")
    void everyKindOfMp3FileOfThreeSecondsIsUnderstood(String name, byte[] file) throws IOException {
        for (int piece : new int[] {1, 7, 1000}) {
            Accepted accepted = (Accepted)
                    verdict(ExpectedContent.recording(ContentKind.MP3, 3, 1), "audio/mpeg", null, file, piece);

            assertThat(accepted.channels()).isEqualTo(1);
            assertThat(accepted.seconds()).isCloseTo(3, within(0.05));
        }
    }

    @Test
    void framesThatLeaveTheirBitRateOpenHaveNoLength() throws IOException {
        Accepted accepted = (Accepted) verdict(
                ExpectedContent.recording(ContentKind.MP3, 300, 1),
                joined(HexFormat.of().parseHex("fffb00c0"), noise(500)));

        assertThat(accepted.seconds()).isNull();
    }

    static Stream<byte[]> noMp3Files() {
        return Stream.of(
                noise(3000),
                joined(HexFormat.of().parseHex("fffb90c0"), new byte[3000]), // one frame by chance
                HexFormat.of().parseHex("fffb"),
                id3(100, 0),
                Arrays.copyOf(id3(100, 0), 50),
                joined(id3(100, 0), noise(1000)),
                new byte[3000],
                joined(HexFormat.of().parseHex("fffd90c0"), new byte[3000]), // layer II
                joined(HexFormat.of().parseHex("fffbf0c0"), new byte[3000]), // no such bit rate
                joined(HexFormat.of().parseHex("fffb9cc0"), new byte[3000]), // no such sample rate
                joined(HexFormat.of().parseHex("ffeb90c0"), new byte[3000])); // no such version
    }

    @ParameterizedTest
    @MethodSource("noMp3Files")
    void whatDoesNotBeginAsAnMp3FileIsRefused(byte[] file) throws IOException {
        for (int piece : new int[] {1, 1000}) {
            assertThat(reason(verdict(ANY_MP3, "audio/mpeg", null, file, piece)))
                    .isEqualTo(RefusalReason.NO_MP3_HEADER);
        }
    }

    @Test
    void aCutTransferIsToldAsSuch() throws IOException {
        byte[] file = wav(1, 16, 2);

        for (int length : new int[] {1, 11, 12, 43, 44, 45, file.length - 1}) {
            Refused refused =
                    (Refused) verdict(ANY_WAV, "audio/x-wav", (long) file.length, Arrays.copyOf(file, length), 100);

            assertThat(refused.reason()).isEqualTo(RefusalReason.TRUNCATED);
            assertThat(refused.sentence()).isEqualTo("Twilio sent " + length + " of " + file.length + " bytes");
        }
        assertThat(reason(verdict(ANY_WAV, "audio/x-wav", (long) file.length, new byte[0], 100)))
                .isEqualTo(RefusalReason.TRUNCATED);
    }

    @Test
    void whatIsTooLargeIsRefusedAsSoonAsThatIsKnown() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        CheckedContent announced = new CheckedContent(ANY_WAV, "audio/x-wav", 1001L, 1000, target);
        assertThat(announced.refusal().orElseThrow().reason()).isEqualTo(RefusalReason.TOO_LARGE);

        CheckedContent content = new CheckedContent(ANY_WAV, "audio/x-wav", null, 1000, target);
        content.write(new byte[1000]);
        assertThat(content.refusal()).isEmpty();
        assertThatThrownBy(() -> content.write(0))
                .isInstanceOfSatisfying(
                        RefusedContentException.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(RefusalReason.TOO_LARGE))
                .hasMessage("Twilio sent more than 1000 bytes");

        assertThat(target.size()).isEqualTo(1000);
        assertThat(reason(content.verdict())).isEqualTo(RefusalReason.TOO_LARGE);
    }

    @Test
    void aTargetThatFailsIsNoFaultOfTheContent() {
        CheckedContent content = new CheckedContent(ANY_WAV, null, null, ROOM, new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        });

        assertThatThrownBy(() -> content.write(wav(1, 16, 1)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(content.refusal()).isEmpty();
    }

    @Test
    void reasonsAreWordsForMetrics() {
        assertThat(RefusalReason.NO_WAV_HEADER.text()).isEqualTo("no-wav-header");
        assertThat(RefusalReason.WRONG_TYPE.text()).isEqualTo("wrong-type");
    }

    private static RefusalReason reason(ContentVerdict verdict) {
        return ((Refused) verdict).reason();
    }

    private static ContentVerdict verdict(ExpectedContent expected, byte[] content) throws IOException {
        return verdict(expected, null, null, content, 1000);
    }

    private static ContentVerdict verdict(
            ExpectedContent expected, @Nullable String type, @Nullable Long length, byte[] content, int piece)
            throws IOException {
        CheckedContent checked = new CheckedContent(expected, type, length, ROOM, OutputStream.nullOutputStream());
        for (int from = 0; from < content.length; from += piece) {
            checked.write(content, from, Math.min(piece, content.length - from));
        }
        return checked.verdict();
    }

    private static ContentVerdict verdict(
            ExpectedContent expected, @Nullable String type, @Nullable Long length, byte[] content, OutputStream target)
            throws IOException {
        CheckedContent checked = new CheckedContent(expected, type, length, ROOM, target);
        checked.write(content);
        return checked.verdict();
    }
}
