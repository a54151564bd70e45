package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.upstream.Callbacks;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String OTHER_SID = "AC00000000000000000000000000000002";
    private static final String SECRET = "a-very-secret-token";

    @TempDir
    Path folder;

    private final Map<String, String> values =
            new HashMap<>(Map.of("TWILIO_ACCOUNT_SID", SID, "TWILIO_AUTH_TOKEN", SECRET));

    @Test
    void anAccountFromTheEnvironmentIsEnough() throws Exception {
        Settings settings = read();

        assertThat(settings.accounts().find(SID).orElseThrow().authTokens()).containsExactly(SECRET);
        assertThat(settings.callbackListen()).isEqualTo(new ListenAddress("0.0.0.0", 8080));
        assertThat(settings.apiListen()).isEqualTo(new ListenAddress("127.0.0.1", 8081));
        assertThat(settings.database().jdbcUrl()).isEqualTo("jdbc:sqlite:data/ringback.db");
        assertThat(settings.callback().publicUrl()).isNull();
        assertThat(settings.callback().maxBodyBytes()).isEqualTo(1_000_000);
        assertThat(settings.retention()).isEqualTo(RetentionOptions.defaults());
        assertThat(settings.maxWaits()).isEqualTo(10_000);
        assertThat(settings.trustedProxies().contains("127.0.0.1")).isTrue();
        assertThat(settings.trustedProxies().contains("203.0.113.7")).isFalse();
    }

    @Test
    void noProxyNeedsToBeTrusted() throws Exception {
        values.put("RINGBACK_TRUSTED_PROXIES", "none");

        assertThat(read().trustedProxies().contains("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ringback.internal",
                "ftp://ringback.internal",
                "https://",
                "https://user:password@ringback.internal",
                "https://ringback.internal:99999",
                "https://ringback.internal/path",
                "https://ringback.internal?a=b",
                "https://ring back.internal",
                "https://<ringback>"
            })
    void anApiUrlIsASchemeAndAHost(String url) {
        values.put("RINGBACK_API_URL", url);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("RINGBACK_API_URL must be")
                .doesNotContain("password");
    }

    @Test
    void proxiesComeFromTheVariablesOfOtherProgramsToo() throws Exception {
        values.put("HTTPS_PROXY", "http://user:password@upper:3128");
        values.put("HTTP_PROXY", "http://upper:3128");
        values.put("http_proxy", "http://lower:3128");
        values.put("no_proxy", "example.com");
        assertThat(read().outbound().proxies().https()).hasToString("upper:3128");
        assertThat(read().outbound().proxies().http()).hasToString("lower:3128");
        assertThat(read().forward().outbound()).isEqualTo(read().outbound());
        assertThat(new SettingsReader(values).readOutbound()).isEqualTo(read().outbound());
        assertThat(read().outbound().toString()).doesNotContain("password");
    }

    @Test
    void withoutAProxyRequestsLeaveDirectly() throws Exception {
        assertThat(read().outbound()).isEqualTo(OutboundOptions.DIRECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"})
    void anotherKindOfProxyIsAProblem(String variable) {
        values.put(variable, "socks5://user:a-password@proxy:1080");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(variable.toUpperCase(Locale.ROOT) + " must be the URL of a proxy")
                .doesNotContain("a-password");
    }

    @Test
    void aFileOfAuthoritiesHasToHoldCertificates() throws Exception {
        values.put("RINGBACK_CA_FILE", folder.resolve("missing.pem").toString());
        assertThat(problems()).containsExactly("RINGBACK_CA_FILE names a file that cannot be read");

        for (String content :
                List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            values.put(
                    "RINGBACK_CA_FILE",
                    Files.writeString(folder.resolve("empty.pem"), content).toString());
            assertThat(problems())
                    .containsExactly(
                            "RINGBACK_CA_FILE names a file that holds no certificates, or a broken one; it must be PEM");
        }
    }

    @Test
    void emptyValuesCountAsNotSet() throws Exception {
        values.put("RINGBACK_PUBLIC_URL", "");
        values.put("RINGBACK_API_LISTEN", " ");

        assertThat(read().callback().publicUrl()).isNull();
        assertThat(read().apiListen()).isEqualTo(new ListenAddress("127.0.0.1", 8081));
    }

    @Test
    void spacesAroundAValueDoNotCount() throws Exception {
        values.put("RINGBACK_API_LISTEN", " localhost:9000 ");
        values.put("RINGBACK_MAX_BODY", " 20000 ");
        values.put("RINGBACK_MAX_WAITS", " 20 ");
        values.put("RINGBACK_LOG_LEVEL", " debug ");

        assertThat(read().apiListen()).isEqualTo(new ListenAddress("localhost", 9000));
        assertThat(read().callback().maxBodyBytes()).isEqualTo(20_000);
        assertThat(read().maxWaits()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RINGBACK_CALLBACK_LISTEN     | 8080       | must be HOST:PORT, such as 0.0.0.0:8080
            RINGBACK_API_LISTEN          | host:99999 | must be HOST:PORT, such as 127.0.0.1:8081
            RINGBACK_PUBLIC_URL          | host       | must be the URL you give Twilio, such as https://hooks.example.com/twilio, without query
            RINGBACK_API_URL             | host       | must be a scheme and a host, such as https://ringback.example.com
            RINGBACK_TRUSTED_PROXIES     | host       | must be 'none', or a list of addresses and ranges such as 10.0.0.0/8, 192.0.2.7, 2001:db8::/32, or 'private' for loopback and private ranges
            RINGBACK_MAX_BODY            | 1 MB       | must be a number of bytes
            RINGBACK_MAX_BODY            | 9999       | must be between 10000 and 64000000 bytes
            RINGBACK_MAX_BODY            | 64000001   | must be between 10000 and 64000000 bytes
            RINGBACK_MAX_BODY            | 4294987296 | must be between 10000 and 64000000 bytes
            RINGBACK_MAX_WAITS           | many       | must be a number of requests
            RINGBACK_MAX_WAITS           | 100001     | must be between 0 and 100000 requests
            RINGBACK_QUARANTINE_REQUESTS | many       | must be a number of requests
            RINGBACK_QUARANTINE_REQUESTS | 4294967297 | must be between 0 and 1000000
            RINGBACK_QUARANTINE_BYTES    | many       | must be a number of bytes
            RINGBACK_QUARANTINE_DAYS     | many       | must be a number of days
            RINGBACK_RETENTION           | 1h         | must be how long to keep what has arrived, at least a day, such as 400d, or 'forever'
            RINGBACK_CONFIG              | nowhere    | names a file that cannot be read
            RINGBACK_LOG_LEVEL           | LOUD       | must be one of ERROR, WARN, INFO, DEBUG, TRACE, OFF
            TWILIO_ACCOUNT_SID           | AC123      | must be AC and 32 hexadecimal digits
            """)
    void aWrongValueIsNamedAndExplainedOnce(String name, String value, String problem) {
        values.put(name, value);

        assertThat(problems()).containsExactly(name + " " + problem);
    }

    @Test
    void theFileOfThePasswordHasToBeThereIfADatabaseIsNamed() throws Exception {
        Path missing = folder.resolve("missing");
        values.put("RINGBACK_DATABASE_PASSWORD_FILE", missing.toString());

        assertThat(read().database().passwordFile()).isNull();
        values.put("RINGBACK_DATABASE", "jdbc:postgresql://db.example.com/ringback");
        assertThat(problems())
                .containsExactly("RINGBACK_DATABASE_PASSWORD_FILE names " + missing + ", which cannot be read");
        Files.writeString(missing, SECRET);
        assertThat(read().database().passwordFile()).isEqualTo(missing);
    }

    @Test
    void defaultsHaveNoAccountAndForwardNothing() throws Exception {
        assertThat(Settings.defaults().accounts().all()).isEmpty();
        assertThat(Settings.defaults().withAccounts(read().accounts(), ForwardOptions.NONE))
                .usingRecursiveComparison()
                .isEqualTo(read());
    }

    @Test
    void theBoundsOfTheQuarantineAreRead() throws Exception {
        assertThat(read().callback().quarantine())
                .isEqualTo(new QuarantineLimits(10_000, 64_000_000, Duration.ofDays(7)));
        values.put("RINGBACK_QUARANTINE_REQUESTS", "0");
        values.put("RINGBACK_QUARANTINE_BYTES", "5000000000");
        values.put("RINGBACK_QUARANTINE_DAYS", "30");

        assertThat(read().callback().quarantine())
                .isEqualTo(new QuarantineLimits(0, 5_000_000_000L, Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "RINGBACK_QUARANTINE_REQUESTS, -1",
        "RINGBACK_QUARANTINE_REQUESTS, 4294967297",
        "RINGBACK_QUARANTINE_REQUESTS, many",
        "RINGBACK_QUARANTINE_BYTES, 1",
        "RINGBACK_QUARANTINE_BYTES, 64MB",
        "RINGBACK_QUARANTINE_DAYS, 0",
        "RINGBACK_QUARANTINE_DAYS, 9223372036854775807",
        "RINGBACK_MAX_BODY, 4294967296"
    })
    void aBoundThatIsNoneIsNamed(String name, String value) {
        values.put(name, value);

        assertThat(catchThrowableOfType(InvalidSettingsException.class, this::read)
                        .problems())
                .singleElement()
                .asString()
                .startsWith(name);
    }

    @Test
    void everySettingIsRead() throws Exception {
        values.put("RINGBACK_DATABASE", "jdbc:sqlite:" + folder.resolve("x.db"));
        values.put("RINGBACK_CALLBACK_LISTEN", "[::1]:0");
        values.put("RINGBACK_API_LISTEN", "localhost:9000");
        values.put("RINGBACK_PUBLIC_URL", "https://hooks.example.com/twilio");
        values.put("RINGBACK_API_URL", "https://ringback.internal");
        values.put("RINGBACK_TRUSTED_PROXIES", "203.0.113.7, 2001:db8::/32");
        values.put("RINGBACK_MAX_BODY", "2000000");
        values.put("RINGBACK_RETENTION", "30d");

        Settings settings = read();

        assertThat(settings.callbackListen()).isEqualTo(new ListenAddress("::1", 0));
        assertThat(settings.callbackListen()).hasToString("[::1]:0");
        assertThat(settings.apiListen()).isEqualTo(new ListenAddress("localhost", 9000));
        assertThat(settings.callback().publicUrl()).isEqualTo("https://hooks.example.com/twilio");
        assertThat(settings.callback().maxBodyBytes()).isEqualTo(2_000_000);
        assertThat(settings.apiUrl()).isEqualTo("https://ringback.internal");
        assertThat(settings.trustedProxies().contains("203.0.113.7")).isTrue();
        assertThat(settings.trustedProxies().contains("127.0.0.1")).isFalse();
        assertThat(settings.retention()).isEqualTo(new RetentionOptions(Duration.ofDays(30)));
    }

    @Test
    void theFileAddsAccountsKeysAndOlderTokens() throws Exception {
        Files.writeString(folder.resolve("token"), "from a file\n");
        config("""
                accounts:
                  - sid: %s
                    auth_tokens: [the old one]
                    api_keys: {SK00000000000000000000000000000001: key secret}
                    signing_keys: [{key: shared, algorithm: HmacSHA256}]
                  - sid: %s
                    auth_token_file: token
                    parent: %s
                """.formatted(SID, OTHER_SID, SID));

        Settings settings = read();

        Account account = settings.accounts().find(SID).orElseThrow();
        assertThat(account.authTokens()).containsExactly(SECRET, "the old one");
        assertThat(account.signingKeys()).containsExactly(new SigningKey("shared", SignatureAlgorithm.HMAC_SHA256));
        assertThat(account.apiKeys())
                .containsEntry("SK00000000000000000000000000000001", new ApiKey("key secret", Role.OPERATOR));
        Account other = settings.accounts().find(OTHER_SID).orElseThrow();
        assertThat(other.authTokens()).containsExactly("from a file");
        assertThat(settings.accounts().mayRead(account, OTHER_SID)).isTrue();
        assertThat(settings.accounts().mayRead(other, SID)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HmacSHA256, HMAC_SHA256",
        "HMAC_SHA256, HMAC_SHA256",
        "hmac_sha1, HMAC_SHA1",
        "HmacSHA512, HMAC_SHA512",
        "HMAC_SHA512, HMAC_SHA512"
    })
    void aSharedKeyMayHaveTheIdAndTheAlgorithmThatTwilioNames(String named, SignatureAlgorithm algorithm)
            throws Exception {
        config("""
                accounts:
                  - sid: %s
                    auth_tokens: [a]
                    signing_keys:
                      - {id: webhooks_shared_key_01abc, key: shared, algorithm: %s}
                      - {key: another, algorithm: %s}
                """.formatted(OTHER_SID, named, named));

        assertThat(read().accounts().find(OTHER_SID).orElseThrow().signingKeys())
                .containsExactly(
                        new SigningKey("webhooks_shared_key_01abc", "shared", algorithm),
                        new SigningKey("another", algorithm));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {id: 'a b', key: s, algorithm: HmacSHA256}                                            | signing_keys[0].id
            {id: '', key: s, algorithm: HmacSHA256}                                               | signing_keys[0].id
            {id: [a], key: s, algorithm: HmacSHA256}                                              | signing_keys[0].id
            {id: a, key: s, algorithm: HmacSHA256}, {id: a, key: t, algorithm: HmacSHA256}        | signing_keys[1].id
            {id: a, algorithm: HmacSHA256}                                                        | signing_keys[0].key
            {id: a, key: s, algorithm: SHA256}                                                    | signing_keys[0].algorithm
            {id: a, key: s}                                                                       | signing_keys[0].algorithm
            {Id: a, key: s, algorithm: HmacSHA256}                                                | signing_keys[0].Id
            """)
    void aSharedKeyThatIsNoneIsNamed(String keys, String place) throws Exception {
        config("accounts: [{sid: %s, auth_tokens: [a], signing_keys: [%s]}]".formatted(OTHER_SID, keys));

        assertThat(problems()).singleElement().asString().startsWith("accounts[0]." + place + " ");
    }

    @Test
    void everythingWrongIsReportedAtOnceByNameAndWithoutSecrets() throws Exception {
        values.put("TWILIO_ACCOUNT_SID", "AC123");
        values.put("RINGBACK_DATABASE", "jdbc:mysql://user:" + SECRET + "@db/ringback");
        values.put("RINGBACK_CALLBACK_LISTEN", "8080");
        values.put("RINGBACK_API_LISTEN", "127.0.0.1:99999");
        values.put("RINGBACK_PUBLIC_URL", "hooks.example.com");
        values.put("RINGBACK_API_URL", "https://host/path");
        values.put("RINGBACK_TRUSTED_PROXIES", "10.0.0.0/33, proxy.example.com");
        values.put("RINGBACK_MAX_BODY", "1 MB");
        values.put("RINGBACK_LOG_LEVEL", "LOUD");
        values.put("RINGBACK_RETENTION", "0");
        config("""
                acounts: []
                accounts:
                  - sid: AC9
                    auth_tokens: ["", %s]
                    signing_keys: [{key: %s, algorithm: MD5}, {algorithm: HmacSHA1}]
                    api_keys: {SK1: %s}
                    colour: green
                  - auth_token_file: nowhere
                  - just text
                  - {sid: %s, auth_tokens: [a], parent: AC00000000000000000000000000000009}
                """.formatted(SECRET, SECRET, SECRET, OTHER_SID));

        List<String> problems = problems();

        assertThat(problems).hasSize(21);
        for (String name : List.of(
                "TWILIO_ACCOUNT_SID",
                "RINGBACK_DATABASE",
                "RINGBACK_CALLBACK_LISTEN",
                "RINGBACK_API_LISTEN",
                "RINGBACK_PUBLIC_URL",
                "RINGBACK_API_URL",
                "RINGBACK_TRUSTED_PROXIES",
                "RINGBACK_MAX_BODY",
                "RINGBACK_RETENTION",
                "acounts",
                "accounts[0].sid",
                "accounts[0].auth_tokens",
                "accounts[0].signing_keys[0].algorithm",
                "accounts[0].signing_keys[1].key",
                "accounts[0].api_keys",
                "accounts[0].colour",
                "accounts[1].sid",
                "accounts[1].auth_token_file",
                "accounts[2]",
                OTHER_SID + " names a parent")) {
            assertThat(problems).anySatisfy(problem -> assertThat(problem).startsWith(name));
        }
        assertThat(problems.toString()).doesNotContain(SECRET);
    }

    @Test
    void theDatabaseAloneNeedsNoAccount() throws Exception {
        values.clear();
        values.put("RINGBACK_DATABASE", "jdbc:sqlite:" + folder.resolve("x.db"));

        assertThat(new SettingsReader(values).readDatabase().jdbcUrl()).endsWith("x.db");
        values.put("RINGBACK_DATABASE", "x.db");
        assertThatThrownBy(() -> new SettingsReader(values).readDatabase())
                .isInstanceOf(InvalidSettingsException.class);
    }

    @Test
    void withoutAnAccountItSaysWhatToSet() {
        values.clear();

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "ringback.yaml");
    }

    @ParameterizedTest
    @CsvSource({"TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"})
    void halfAnAccountIsReported(String missing) {
        values.remove(missing);

        assertThat(problems()).singleElement().asString().startsWith(missing + " is not set");
    }

    @Test
    void aFileThatIsNoYamlIsReportedByItsLineNotItsContent() throws Exception {
        config("accounts:\n  - sid: [" + SECRET + "\n  x: }");

        assertThat(problems()).singleElement().asString().contains("line").doesNotContain(SECRET);
    }

    @Test
    void anAccountNamedTwiceIsReported() throws Exception {
        config("accounts:\n  - {sid: %s, auth_tokens: [a]}\n  - {sid: %s, auth_tokens: [b]}\n"
                .formatted(OTHER_SID, OTHER_SID));

        assertThat(problems()).singleElement().asString().contains(OTHER_SID);
    }

    @Test
    void secretsThatLookLikeNumbersAreKeptAsTheyAreWritten() throws Exception {
        config("""
                accounts:
                  - sid: %s
                    auth_tokens: [0123, 12345678901234567890123456789e12, 0x1F, True]
                    signing_keys: [{key: 1_000, algorithm: HmacSHA256}]
                    api_keys: {SK00000000000000000000000000000001: 1.50}
                """.formatted(OTHER_SID));

        Account account =
                new SettingsReader(values).read().accounts().find(OTHER_SID).orElseThrow();

        assertThat(account.authTokens()).containsExactly("0123", "12345678901234567890123456789e12", "0x1F", "True");
        assertThat(account.signingKeys()).extracting(SigningKey::key).containsExactly("1_000");
        assertThat(account.apiKeys()).containsValue(new ApiKey("1.50", Role.OPERATOR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth_tokens: [~]                                             | auth_tokens holds an empty token",
                "auth_tokens: [a, null]                                       | auth_tokens holds an empty token",
                "auth_tokens: [a, {b: c}]                                     | auth_tokens holds an empty token",
                "auth_tokens:                                                 | auth_tokens must be a list",
                "auth_tokens: a                                               | auth_tokens must be a list",
                "auth_tokens: [a], signing_keys: {key: b}                     | signing_keys must be a list",
                "auth_tokens: [a], signing_keys: [{key: , algorithm: HmacSHA1}] | signing_keys[0].key is missing",
                "auth_tokens: [a], api_keys: {SK00000000000000000000000000000001: } "
                        + "| api_keys.SK00000000000000000000000000000001 has no secret",
            })
    void aSecretThatIsNotThereIsReported(String fields, String problem) throws Exception {
        config("accounts:\n  - {sid: %s, %s}\n".formatted(OTHER_SID, fields));

        assertThat(problems()).contains("accounts[0]." + problem);
    }

    @Test
    void anApiKeyHasTheRoleThatTheFileSays() throws Exception {
        Files.writeString(folder.resolve("key"), "from a file\n");
        config("""
                accounts:
                  - sid: %s
                    auth_tokens: [a]
                    api_keys:
                      SK00000000000000000000000000000001: short
                      SK00000000000000000000000000000002: {secret: 0123, role: viewer}
                      SK00000000000000000000000000000003: {secret_file: key, role: writer}
                      SK00000000000000000000000000000004: {secret: long, role: admin}
                """.formatted(OTHER_SID));

        Account account = read().accounts().find(OTHER_SID).orElseThrow();

        assertThat(account.apiKeys())
                .isEqualTo(Map.of(
                        "SK00000000000000000000000000000001", new ApiKey("short", Role.OPERATOR),
                        "SK00000000000000000000000000000002", new ApiKey("0123", Role.VIEWER),
                        "SK00000000000000000000000000000003", new ApiKey("from a file", Role.WRITER),
                        "SK00000000000000000000000000000004", new ApiKey("long", Role.ADMIN)));
        assertThat(account.apiKeys().toString()).doesNotContain("short", "0123", "from a file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {secret: %1$s, role: owner}                      | .role must be one of viewer, operator, writer, admin
            {secret: %1$s, role: Viewer}                     | .role must be one of viewer, operator, writer, admin
            {secret: %1$s, role: [viewer]}                   | .role must be one of viewer, operator, writer, admin
            {secret: %1$s}                                   | .role is missing: one of viewer, operator, writer, admin
            {secret: %1$s, secret_file: key, role: viewer}   | has secret and secret_file: only one of them can count
            {role: viewer}                                   | needs secret or secret_file
            {secret: '', role: viewer}                       | .secret is empty
            {secret: , role: viewer}                         | .secret is empty
            {secret: [%1$s], role: viewer}                   | .secret is empty
            {secret_file: nowhere, role: viewer}             | .secret_file names a file that cannot be read
            {secret_file: empty, role: viewer}               | .secret_file names an empty file
            {secret_file: , role: viewer}                    | .secret_file names a file that cannot be read
            {secret: %1$s, role: viewer, rolle: admin}       | .rolle is not a setting
            [%1$s]                                           | has no secret
            ''                                               | has no secret
            """)
    void anApiKeyThatIsWrongIsNamedWithoutItsSecret(String key, String problem) throws Exception {
        Files.writeString(folder.resolve("key"), SECRET);
        Files.writeString(folder.resolve("empty"), " \n");
        String sid = "SK00000000000000000000000000000001";
        config("""
                accounts:
                  - sid: %s
                    auth_tokens: [a]
                    api_keys:
                      %s: %s
                """.formatted(OTHER_SID, sid, key.formatted(SECRET)));

        String separator = problem.startsWith(".") ? "" : " ";
        assertThat(problems()).containsExactly("accounts[0].api_keys." + sid + separator + problem);
        assertThat(problems().toString()).doesNotContain(SECRET);
    }

    @Test
    void anApiKeyIsThereOnceOnly() throws Exception {
        String sid = "SK00000000000000000000000000000001";
        config("""
                accounts:
                  - sid: %1$s
                    auth_tokens: [a]
                    api_keys:
                      %2$s: {secret: %3$s, role: viewer}
                      %2$s: %3$s
                """.formatted(OTHER_SID, sid, SECRET));
        assertThat(problems())
                .containsExactly("line 6: accounts[0].api_keys." + sid + " is there twice")
                .noneMatch(problem -> problem.contains(SECRET));

        config("""
                accounts:
                  - {sid: %1$s, auth_tokens: [a], api_keys: {%2$s: {secret: %3$s, role: viewer}}}
                  - {sid: AC00000000000000000000000000000008, auth_tokens: [a], api_keys: {%2$s: %3$s}}
                """.formatted(OTHER_SID, sid, SECRET));
        assertThat(problems())
                .containsExactly("api_keys names " + sid + " under more than one account")
                .noneMatch(problem -> problem.contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts: {a: b}", "accounts: text", "accounts:"})
    void accountsThatAreNoListAreReported(String yaml) throws Exception {
        config(yaml + "\n");

        assertThat(problems()).contains("accounts must be a list");
    }

    @Test
    void anAccountIsNeverItsOwnParent() throws Exception {
        config("""
                accounts:
                  - {sid: %1$s, auth_tokens: [a], parent: %2$s}
                  - {sid: %2$s, auth_tokens: [a], parent: %1$s}
                """.formatted(SID, OTHER_SID));

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("is itself, or a subaccount of it"));
    }

    @Test
    void anApiKeyBelongsToOneAccount() throws Exception {
        config("""
                accounts:
                  - {sid: %s, auth_tokens: [a], api_keys: {SK00000000000000000000000000000001: s}}
                  - {sid: %s, auth_tokens: [a], api_keys: {SK00000000000000000000000000000001: s}}
                """.formatted(SID, OTHER_SID));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("SK00000000000000000000000000000001 under more than one account");
    }

    @Test
    void aParentThatIsNotThereIsReported() throws Exception {
        config("accounts:\n  - {sid: %s, auth_tokens: [a], parent: AC00000000000000000000000000000009}\n"
                .formatted(OTHER_SID));

        assertThat(problems()).singleElement().asString().contains("parent");
    }

    @Test
    void aMissingFileIsReported() {
        values.put("RINGBACK_CONFIG", folder.resolve("nowhere.yaml").toString());

        assertThat(problems()).singleElement().asString().startsWith("RINGBACK_CONFIG");
    }

    @Test
    void whatTwilioIsToldOfConnectionsStandsInTheFragmentOfThePublicUrl() throws Exception {
        values.put("RINGBACK_PUBLIC_URL", "https://hooks.example.com/twilio#rc=5&rp=all");
        assertThat(read().callback().publicUrl()).isEqualTo("https://hooks.example.com/twilio#rc=5&rp=all");
    }

    @Test
    void callbacksAreAdoptedOnlyWhereTwilioReachesRingback() throws Exception {
        config("upstream: {writes: true, callbacks: adopt}");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("upstream.callbacks is adopt, for which RINGBACK_PUBLIC_URL has to say");

        values.put("RINGBACK_PUBLIC_URL", "https://hooks.example.com/twilio");
        assertThat(read().upstream().callbacks()).isEqualTo(Callbacks.ADOPT);
        assertThat(read().forward().callbacks()).isTrue();
        assertThat(read().forward().isEmpty()).isFalse();
    }

    @Test
    void nobodyElseHasTheNameOfAdoptedCallbacks() throws Exception {
        values.put("RINGBACK_PUBLIC_URL", "https://hooks.example.com/twilio");
        String target = "forward: [{name: adopted-callbacks, url: 'https://crm.example.com/'}]\n";
        config(target + "upstream: {writes: true, callbacks: adopt}");
        assertThat(problems()).singleElement().asString().contains("the name 'adopted-callbacks'");

        config(target);
        assertThat(read().forward().callbacks()).isFalse();
    }

    @Test
    void rulesAndTargetsMayAskForWhatRingbackItselfHasToTell() throws Exception {
        for (String kind : List.of(
                "twilio-status",
                "upstream-refused",
                "unknown-create",
                "callback-kept",
                "vault-copy",
                "vault-damaged",
                "vault-store",
                "vault-space")) {
            config("""
                    alerts:
                      receivers: [{name: team, file: {path: notices.log}}]
                      rules: [{name: own, matchers: [kind = %s], receivers: [team]}]
                    forward: [{name: bus, url: 'https://bus.example.com/', format: cloudevents, matchers: [kind = %s]}]
                    """.formatted(kind, kind));
            assertThat(read().forward().rules().all()).hasSize(1);
        }
    }

    @Test
    void noSecretIsEverPrinted() throws Exception {
        Settings settings = read();

        assertThat(settings.toString() + settings.accounts().all()).doesNotContain(SECRET);
    }

    private void config(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("ringback.yaml"), yaml);
        values.put("RINGBACK_CONFIG", file.toString());
    }

    private Settings read() throws InvalidSettingsException {
        return new SettingsReader(values).read();
    }

    private List<String> problems() {
        InvalidSettingsException invalid = catchThrowableOfType(InvalidSettingsException.class, this::read);
        assertThat(invalid).isNotNull();
        return invalid.problems();
    }
}
