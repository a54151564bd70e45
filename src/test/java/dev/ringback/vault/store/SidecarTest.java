package dev.ringback.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {
    private static final String ACCOUNT = "AC" + "1".repeat(32);
    private static final String SID = "RE" + "2".repeat(32);
    private static final String KEY = ACCOUNT + "/recordings/2026-11/" + SID + ".wav";
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final Instant HEARD = Instant.parse("2026-11-30T10:00:00.123Z");
    private static final Instant COPIED = Instant.parse("2026-11-30T10:00:05Z");
    private static final Instant CREATED = Instant.parse("2026-11-30T09:59:00Z");

    @TempDir
    Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(folder);
    }

    @Test
    void theLedgerIsMadeAgainFromASidecar() throws Exception {
        VaultObject copied = copied("{\"encryption_public_key_sid\":\"CR1\",\"encryption_cek\":\"x==\"}");
        Sidecar sidecar = Sidecar.of(copied, CREATED, Duration.ofSeconds(61), 2);

        SidecarFile.write(store, sidecar);

        assertThat(SidecarFile.read(store, KEY)).isEqualTo(sidecar);
        assertThat(sidecar.toObject()).isEqualTo(copied);
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws Exception {
        VaultObject copied = VaultObjectBuilder.builder(copied(null))
                .kind(VaultKind.MEDIA)
                .format(VaultObject.NO_FORMAT)
                .parentSid(null)
                .build();
        Sidecar sidecar = Sidecar.of(copied, null, null, null);

        SidecarFile.write(store, sidecar);

        assertThat(SidecarFile.read(store, KEY)).isEqualTo(sidecar);
        assertThat(sidecar.toObject()).isEqualTo(copied);
        assertThat(written()).doesNotContain("null", "parent_sid", "channels").contains("\"kind\" : \"media\"");
    }

    @Test
    void peopleAndProgramsCanReadIt() throws Exception {
        SidecarFile.write(store, Sidecar.of(copied("{\"encryption_cek\": \"x\"}"), CREATED, Duration.ofSeconds(61), 2));

        assertThat(written()).isEqualTo("""
                {
                  "version" : 1,
                  "account_sid" : "%s",
                  "kind" : "recording",
                  "sid" : "%s",
                  "format" : "wav",
                  "parent_sid" : "CA33333333333333333333333333333333",
                  "key" : "%s",
                  "content_type" : "audio/x-wav",
                  "length" : 1000,
                  "sha256" : "%s",
                  "encryption_details" : {
                    "encryption_cek" : "x"
                  },
                  "heard_at" : "2026-11-30T10:00:00.123Z",
                  "copied_at" : "2026-11-30T10:00:05Z",
                  "created_at" : "2026-11-30T09:59:00Z",
                  "duration" : 61,
                  "channels" : 2
                }""".formatted(ACCOUNT, SID, KEY, SHA256));
    }

    @Test
    void detailsOfEncryptionThatAreNoJsonAreKeptAllTheSame() throws Exception {
        VaultObject copied = copied("no {JSON");

        SidecarFile.write(store, Sidecar.of(copied, null, null, null));

        assertThat(SidecarFile.read(store, KEY).toObject()).isEqualTo(copied);
    }

    @Test
    void whatWasNeverCopiedHasNoSidecar() {
        VaultObject heard = VaultObject.heard(ACCOUNT, VaultKind.RECORDING, SID, "wav", null, KEY, HEARD);

        assertThatThrownBy(() -> Sidecar.of(heard, null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingSidecarIsNotABrokenOne() {
        assertThatThrownBy(() -> SidecarFile.read(store, KEY)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void fieldsOfLaterVersionsAreKeptOut() throws Exception {
        Sidecar sidecar = Sidecar.of(copied(null), CREATED, null, null);
        SidecarFile.write(store, sidecar);

        put(written().replaceFirst("\\{", "{\"colour\":[1,{\"a\":null}],"));

        assertThat(SidecarFile.read(store, KEY)).isEqualTo(sidecar);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"version\" : 1            | \"version\" : 2        | it has version 2, which this Ringback does not know",
                "\"version\" : 1,           |                        | its field 'version' is missing",
                "\"version\" : 1            | \"version\" : \"one\"  | its field 'version' cannot be read",
                "\"kind\" : \"recording\"   | \"kind\" : \"call\"    | its field 'kind' cannot be right",
                "\"kind\" : \"recording\"   | \"kind\" : null        | its field 'kind' is missing",
                "\"kind\" : \"recording\"   | \"kind\" : []          | its field 'kind' cannot be read",
                "\"format\" : \"wav\"       | \"format\" : \"ogg\"   | its field 'format' cannot be right",
                "\"length\" : 1000          | \"length\" : -1        | its field 'length' cannot be right",
                "\"length\" : 1000          | \"length\" : 1.5       | its field 'length' cannot be read",
                "\"length\" : 1000          | \"length\" : 1e30      | its field 'length' cannot be read",
                "\"length\" : 1000          | \"length\" : 1, \"length\" : 2 | it is no JSON",
                "\"sha256\" : \"0123        | \"sha256\" : \"g123    | its field 'sha256' cannot be right",
                "\"sha256\" : \"0123        | \"sha256\" : \"123     | its field 'sha256' cannot be right",
                "2026-11-30T10:00:05Z       | yesterday              | its field 'copied_at' cannot be right",
                "2026-11-30T09:59:00Z       | 2026-13-45T09:59:00Z   | its field 'created_at' cannot be right",
                "audio/x-wav                | audio\\u0000           | its field 'content_type' cannot be right",
                "\"account_sid\" : \"AC     | \"account_sid\" : \"../ | its field 'account_sid' cannot be right",
                "\"sid\" : \"RE2            | \"sid\" : \"2          | its field 'sid' cannot be right",
                "\"parent_sid\" : \"CA      | \"parent_sid\" : \"ca  | its field 'parent_sid' cannot be right",
                "\"duration\" : 61          | \"duration\" : -61     | its field 'duration' cannot be right",
                "\"channels\" : 2           | \"channels\" : 0       | its field 'channels' cannot be right",
            })
    void aBrokenFieldIsNamed(String right, @Nullable String wrong, String why) throws Exception {
        SidecarFile.write(store, Sidecar.of(copied(null), CREATED, Duration.ofSeconds(61), 2));
        String changed = written().replace(right, wrong == null ? "" : wrong);
        assertThat(changed).isNotEqualTo(written());
        put(changed);

        assertThatThrownBy(() -> SidecarFile.read(store, KEY))
                .isInstanceOf(BrokenSidecarException.class)
                .hasMessage(KEY + ".json is broken: " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "1", "\"a\"", "{}", "{} {}", "\u00ff\u0000", "{\"version\":1"})
    void whatIsNoSidecarIsBroken(String content) throws Exception {
        put(content);

        assertThatThrownBy(() -> SidecarFile.read(store, KEY))
                .isInstanceOf(BrokenSidecarException.class)
                .hasMessageStartingWith(KEY + ".json is broken: it");
    }

    @Test
    void aSidecarThatWasCutOrPutElsewhereIsBroken() throws Exception {
        SidecarFile.write(store, Sidecar.of(copied(null), CREATED, Duration.ofSeconds(61), 2));
        String whole = written();

        for (int length = 0; length < whole.length(); length++) {
            put(whole.substring(0, length));
            assertThatThrownBy(() -> SidecarFile.read(store, KEY)).isInstanceOf(BrokenSidecarException.class);
        }
        put(whole.replace("{", "{" + " ".repeat(100_000)));
        assertThatThrownBy(() -> SidecarFile.read(store, KEY)).isInstanceOf(BrokenSidecarException.class);

        SmallObject.write(store, "other.wav.json", whole.getBytes(UTF_8));
        assertThatThrownBy(() -> SidecarFile.read(store, "other.wav"))
                .isInstanceOf(BrokenSidecarException.class)
                .hasMessage("other.wav.json is broken: its field 'key' cannot be right");
    }

    @Test
    void sidecarsAreKnownByTheirKeys() {
        assertThat(Sidecar.isSidecar(Sidecar.keyOf(KEY))).isTrue();
        assertThat(Sidecar.objectKeyOf(Sidecar.keyOf(KEY))).isEqualTo(KEY);
        assertThat(Sidecar.isSidecar(KEY)).isFalse();
        assertThat(Sidecar.isSidecar(StoreIdentity.MARKER)).isFalse();
        assertThatThrownBy(() -> Sidecar.objectKeyOf(KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static VaultObject copied(@Nullable String encryptionDetails) {
        return VaultObjectBuilder.builder(
                        VaultObject.heard(ACCOUNT, VaultKind.RECORDING, SID, "wav", "CA" + "3".repeat(32), KEY, HEARD))
                .state(VaultState.COPIED)
                .dueAt(null)
                .length(1000L)
                .sha256(SHA256)
                .contentType("audio/x-wav")
                .encryptionDetails(encryptionDetails)
                .copiedAt(COPIED)
                .build();
    }

    private String written() throws IOException {
        return new String(SmallObject.read(store, KEY + ".json"), UTF_8);
    }

    private void put(String content) throws IOException {
        SmallObject.write(store, KEY + ".json", content.getBytes(UTF_8));
    }
}
