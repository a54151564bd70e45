package dev.ringback.storage.jdbi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.PostgresServer;
import dev.ringback.TestKeyStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets nobody in without TLS and a password. */
@Timeout(60)
class PostgresTlsTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Path certificate;
    private static Path password;

    @BeforeAll
    static void start() throws Exception {
        certificate = identity("server");
        password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Path rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                host postgres postgres 127.0.0.1/32 trust
                hostssl ringback ringback 127.0.0.1/32 scram-sha-256
                """);
        server = PostgresServer.create(
                folder.resolve("data"),
                "ssl=on",
                "ssl_cert_file=" + certificate,
                "ssl_key_file=" + folder.resolve("server.key"),
                "hba_file=" + rules,
                "password_encryption=scram-sha-256");
        String admin = server.options().jdbcUrl();
        DatabaseRows.execute(admin, "CREATE ROLE ringback LOGIN PASSWORD '" + PASSWORD + "'");
        DatabaseRows.execute(admin, "CREATE DATABASE ringback OWNER ringback");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyConnectionIsEncryptedAndTheServersNameIsProven() throws Exception {
        try (Database database = Databases.open(options("verify-full", certificate, password))) {
            database.events().checkWritable();

            assertThat(
                            DatabaseRows.query(
                                    server.options().jdbcUrl(),
                                    "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'ringback'"))
                    .containsExactly("ssl=t ");
        }
    }

    @Test
    void aServerThatIsNotTheOneIsRefusedAtOnce() throws Exception {
        assertThatThrownBy(() -> Databases.open(options("verify-full", identity("other"), password)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be opened: SSL error")
                .hasMessageContaining("Mend sslmode and sslrootcert");
    }

    @Test
    void aConnectionWithoutTlsIsRefused() {
        assertThatThrownBy(() -> Databases.open(options("disable", certificate, password)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no encryption. Mend the user of the URL, its sslmode");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotRepeated() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "sesame");

        assertThatThrownBy(() -> Databases.open(options("require", certificate, wrong)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining("Mend the")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aPasswordThatIsMissingIsAskedFor() {
        assertThatThrownBy(() -> Databases.open(options("require", certificate, null)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no password was provided")
                .hasMessageContaining("Mend the password, which RINGBACK_DATABASE_PASSWORD_FILE");
        assertThatThrownBy(() -> Databases.open(options("require", certificate, folder.resolve("nowhere"))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the file with the password of the database cannot be read");
    }

    private static DatabaseOptions options(String mode, Path root, @Nullable Path passwordFile) {
        String url = server.options("ringback").jdbcUrl().replace("user=postgres", "user=ringback");
        return new DatabaseOptions(url + "&sslmode=" + mode + "&sslrootcert=" + root, passwordFile);
    }

    /** Makes a key and a certificate that it has signed itself; returns the file of the certificate. */
    private static Path identity(String name) throws Exception {
        Path store = TestKeyStore.make(name, "san=ip:127.0.0.1", folder);
        KeyStore keys = KeyStore.getInstance(store.toFile(), TestKeyStore.PASSWORD.toCharArray());
        Key key = keys.getKey(name, TestKeyStore.PASSWORD.toCharArray());
        Certificate made = keys.getCertificate(name);
        Path keyFile = Files.createFile(
                folder.resolve(name + ".key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        return Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", made.getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
