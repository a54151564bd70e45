package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.outbound.HttpProxy;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.Hydrate;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.governor.Ceilings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part {@code upstream} of the file. */
class UpstreamNodeTest {
    @TempDir
    Path folder;

    private UpstreamFile read(String yaml) throws IOException {
        return UpstreamFile.read(Files.writeString(folder.resolve("ringback.yaml"), yaml));
    }

    @Test
    void withoutThePartTwilioIsNeverCalled() throws IOException {
        assertThat(read("accounts: []").options()).isEqualTo(UpstreamOptions.OFF);
        assertThat(read("upstream: {}").options().enabled()).isFalse();
    }

    @Test
    void allOfItIsRead() throws IOException {
        UpstreamFile file = read("""
                upstream:
                  enabled: true
                  reads: incomplete
                  pass: true
                  writes: true
                  callbacks: add
                  max_per_second: 20
                  max_per_day: 50000
                  max_concurrent: 8
                  patience: 2500ms
                  url: https://gateway.example.com/twilio/
                  edge: dublin
                  region: ie1
                  proxy: http://proxy.example.com:3128
                  status_page: true
                  hydrate: all
                  trunk_recordings: 1h
                """);
        assertThat(file.problems()).isEmpty();
        assertThat(file.parts()).containsOnlyKeys("upstream");
        assertThat(file.options())
                .isEqualTo(new UpstreamOptions(
                        true,
                        Reads.INCOMPLETE,
                        true,
                        true,
                        Callbacks.ADD,
                        new Ceilings(8, 20, 50_000),
                        Duration.ofMillis(2_500),
                        new TwilioHosts(URI.create("https://gateway.example.com/twilio/"), "dublin", "ie1"),
                        HttpProxy.parse("proxy.example.com:3128").orElseThrow(),
                        true,
                        Hydrate.ALL,
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"reads: missing,true", "writes: true,true", "pass: true,false", "enabled: true,true"})
    void readsOrWritesAreEnough(String option, boolean enabled) throws IOException {
        assertThat(read("upstream: {" + option + "}").options().enabled()).isEqualTo(enabled);
    }

    @Test
    void whatIsEnabledReadsWhatIsMissing() throws IOException {
        assertThat(read("upstream: {enabled: true}").options().reads()).isEqualTo(Reads.MISSING);
        assertThat(read("upstream: {enabled: false, reads: incomplete}")
                        .options()
                        .enabled())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upstream: 5 | upstream must be a mapping
            upstream: {read: missing} | upstream.read is not a setting
            upstream: {reads: some} | upstream.reads must be one of missing, incomplete, never
            upstream: {reads: [missing]} | upstream.reads must be a plain value
            upstream: {writes: yes} | upstream.writes must be true or false
            upstream: {hydrate: cost} | upstream.hydrate must be one of none, price, body, all
            upstream: {trunk_recordings: 4m} | upstream.trunk_recordings must be a time from 5m to 24h, such as 15m
            upstream: {trunk_recordings: 25h} | upstream.trunk_recordings must be a time from 5m to 24h, such as 15m
            upstream: {trunk_recordings: true} | upstream.trunk_recordings must be a time from 5m to 24h, such as 15m
            upstream: {callbacks: steal} | upstream.callbacks must be one of none, add, adopt
            upstream: {max_concurrent: 0} | upstream.max_concurrent must be a number from 1 to 1000
            upstream: {max_per_second: -1} | upstream.max_per_second must be a number from 1 to 10000
            upstream: {max_per_day: 1e3} | upstream.max_per_day must be a number from 1 to 1000000000000
            upstream: {patience: 61s} | upstream.patience must be a time up to 60s, such as 10s or 500ms
            upstream: {patience: 0s} | upstream.patience must be a time up to 60s, such as 10s or 500ms
            upstream: {url: 'http://gateway.example.com'} | upstream.url must be an https URL without credentials or query; http is for this machine alone
            upstream: {url: 'https://user:secret@gateway.example.com'} | upstream.url must be an https URL without credentials or query; http is for this machine alone
            upstream: {edge: 'evil.example.com/'} | upstream.edge must be a name such as dublin or ie1
            upstream: {region: 'a.b'} | upstream.region must be a name such as dublin or ie1
            upstream: {proxy: 'socks://proxy'} | upstream.proxy must be http://user:password@host:port
            """)
    void aWrongValueIsNamed(String yaml, String problem) throws IOException {
        assertThat(read(yaml).problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080", "http://127.0.0.1:9000/base", "http://[::1]:80"})
    void aStandInOnThisMachineMayDoWithoutTls(String url) throws IOException {
        assertThat(read("upstream: {enabled: true, url: '" + url + "'}").problems())
                .isEmpty();
    }
}
