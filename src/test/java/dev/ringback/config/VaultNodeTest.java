package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Hours;
import dev.ringback.vault.TwilioRetention;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.store.s3.S3Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultNodeTest {
    @TempDir
    private Path folder;

    private VaultFile read(String yaml) throws IOException {
        return VaultFile.read(Files.writeString(folder.resolve("ringback.yaml"), yaml));
    }

    private Path complete(String vault) throws IOException {
        return Files.writeString(folder.resolve("ringback.yaml"), """
                accounts: [{sid: AC00000000000000000000000000000001, auth_tokens: [token]}]
                """ + vault);
    }

    @Test
    void aFolderAloneCopiesAndKeeps() throws IOException {
        VaultFile file = read("vault: {folder: data/vault}\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.options()).isEqualTo(VaultOptions.in(Path.of("data/vault")));
        assertThat(file.options().deletesAtTwilio()).isFalse();
    }

    @Test
    void allOfItIsRead() throws IOException {
        VaultFile file = read("""
                vault:
                  folder: /srv/vault
                  formats: [wav, mp3]
                  delete_after: 7d
                  delete_hours: {days: [mon-fri], from: "01:00", to: "05:00", zone: Europe/Berlin}
                  delete_rate: 10/m
                  retention: 365d
                  retention_at_twilio: {message_bodies: 30d, messages: 400d, calls: 90d}
                  max_concurrent: 10
                  redirect_hosts: [Media.example.com, "*.example.org"]
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.options())
                .isEqualTo(new VaultOptions(
                        Path.of("/srv/vault"),
                        null,
                        Set.of("wav", "mp3"),
                        Duration.ofDays(7),
                        new Hours(
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(1, 0),
                                LocalTime.of(5, 0),
                                ZoneId.of("Europe/Berlin")),
                        Duration.ofSeconds(6),
                        Duration.ofDays(365),
                        new TwilioRetention(Duration.ofDays(30), Duration.ofDays(400), Duration.ofDays(90)),
                        10,
                        List.of("media.example.com", "*.example.org")));
    }

    @Test
    void aBucketIsReadWithItsSecretFromAFile() throws IOException {
        Files.writeString(folder.resolve("secret"), "hush\n");
        VaultFile file = read("""
                vault:
                  s3:
                    endpoint: http://minio.internal:9000
                    region: eu-central-1
                    bucket: recordings
                    prefix: ringback
                    access_key: key
                    secret_key_file: secret
                    path_style: true
                    server_side_encryption: aws:kms
                    kms_key_id: alias/vault
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.options().s3())
                .isEqualTo(new S3Options(
                        URI.create("http://minio.internal:9000"),
                        "eu-central-1",
                        "recordings",
                        "ringback",
                        "key",
                        "hush",
                        true,
                        "aws:kms",
                        "alias/vault"));
        assertThat(file.options().toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                              | has no folder and no s3
            {folder: a, s3: {bucket: b}}                    | has both a folder and s3
            {folder: a, folders: b}                         | is not a setting
            {folder: a, formats: [ogg]}                     | must be wav or mp3
            {folder: a, formats: wav}                       | must be a list
            {folder: a, delete_after: soon}                 | is no duration
            {folder: a, delete_after: 0d}                   | must be longer than nothing
            {folder: a, delete_rate: fast}                  | must be a number of deletions in a time
            {folder: a, delete_rate: 0/s}                   | must be a number of deletions in a time
            {folder: a, delete_hours: {from: "01:00"}}      | has no zone
            {folder: a, delete_hours: [night]}              | must be a mapping
            {folder: a, retention_at_twilio: 30d}           | must be a mapping
            {folder: a, retention_at_twilio: {faxes: 1d}}   | is not a setting
            {folder: a, retention: 1m}                      | must be a day or longer
            {folder: a, delete_after: 7d, retention: 7d}    | must be longer than delete_after
            {folder: a, max_concurrent: 0}                  | must be a number from 1 to 50
            {folder: a, max_concurrent: 51}                 | must be a number from 1 to 50
            {folder: a, redirect_hosts: ["https://x.com"]}  | must be a host
            {folder: a, redirect_hosts: ["*"]}              | must be a host
            {s3: {region: r}}                               | has no bucket
            {s3: {bucket: b, access_key: a}}                | one is missing
            {s3: {bucket: b, endpoint: "ftp://x"}}          | no address with http
            {s3: {bucket: b, endpoint: "::"}}               | vault.s3
            {s3: {bucket: b, path_style: often}}            | must be true or false
            {s3: {bucket: b, secret: hush}}                 | is not a setting
            often                                           | must be a mapping
            """)
    void whatIsWrongIsNamedWithItsPlace(String vault, String problem) throws IOException {
        VaultFile file = read("vault: " + vault + "\n");

        assertThat(file.problems()).anyMatch(said -> said.contains(problem)).allMatch(said -> said.startsWith("line "));
        assertThat(file.problems()).noneMatch(said -> said.contains("hush"));
    }

    @Test
    void aVaultNeedsUpstreamSinceItWouldCopyNothing() throws IOException {
        Path file = complete("vault: {folder: a}\n");
        Map<String, String> environment = Map.of("RINGBACK_CONFIG", file.toString());

        assertThatThrownBy(() -> new SettingsReader(environment).read())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("vault copies from Twilio");
    }

    @Test
    void aVaultWithoutTwilioMayServeWhatItHas() throws Exception {
        Path file = complete("vault: {folder: a}\nupstream: {enabled: false}\n");

        Settings settings = new SettingsReader(Map.of("RINGBACK_CONFIG", file.toString())).read();

        assertThat(settings.vault().isEnabled()).isTrue();
        assertThat(settings.upstream().enabled()).isFalse();
    }
}
