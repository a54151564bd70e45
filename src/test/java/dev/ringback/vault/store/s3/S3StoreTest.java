package dev.ringback.vault.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.ObjectStoreContract;
import dev.ringback.vault.store.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends ObjectStoreContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static S3Server server;

    private S3Options options;
    private S3Store store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        options = server.createBucket("bucket-" + BUCKETS.incrementAndGet(), "vault/of-one");
        store = new S3Store(options);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void onlyWhatIsBelowThePrefixIsAnObject() throws IOException {
        put("a/b", "x");
        try (S3Client client = server.client()) {
            for (String other :
                    List.of("a/b", "vault/c", "vault/of-one-more/d", "vault/of-one/.hidden", "vault/of-one/e f")) {
                client.putObject(request -> request.bucket(options.bucket()).key(other), RequestBody.fromString("y"));
            }
            assertThat(client.headObject(
                                    request -> request.bucket(options.bucket()).key("vault/of-one/a/b"))
                            .contentLength())
                    .isEqualTo(1);
        }

        assertThat(keys()).containsExactly("a/b");
        assertThat(store.description()).isEqualTo("the bucket " + options.bucket() + "/vault/of-one at 127.0.0.1");
        assertThat(store.freeBytes()).isEmpty();
    }

    @Test
    void aStoreMayHaveNoPrefix() throws IOException {
        try (S3Store whole = new S3Store(server.options(options.bucket(), ""));
                ObjectWriter writer = whole.write("top")) {
            writer.stream().write(random(LONG));
            assertThat(whole.incomplete()).containsExactly("top");
            assertThat(store.incomplete()).isEmpty();
            writer.commit();
            assertThat(whole.length("top")).hasValue(LONG);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void whoeverReadsOnlyTheBeginningIsNotKeptWaitingForTheRest() throws IOException {
        try (ObjectWriter writer = store.write("long")) {
            for (int i = 0; i < 4; i++) {
                writer.stream().write(random(LONG));
            }
            writer.commit();
        }
        for (int i = 0; i < 20; i++) {
            try (InputStream read = store.read("long", i, Long.MAX_VALUE)) {
                assertThat(read.read()).isEqualTo(random(LONG)[i] & 0xff);
                assertThat(read.skip(2)).isEqualTo(2);
                assertThat(read.markSupported()).isFalse();
            }
        }
    }

    @Test
    void aBucketThatIsNotThereIsToldByEverything() {
        try (S3Store missing = new S3Store(server.options("missing", ""))) {
            assertAllFail(missing, "there is no such bucket");
        }
    }

    @Test
    void anUnknownAccessKeyIsTold() {
        S3Options wrong = new S3Options(
                server.address(),
                S3Server.REGION,
                options.bucket(),
                "",
                "AKIAUNKNOWN",
                S3Server.SECRET_KEY,
                true,
                null,
                null);
        try (S3Store refused = new S3Store(wrong)) {
            assertThatThrownBy(() -> refused.read("a/b", 0, 1))
                    .hasMessage("cannot read a/b in the bucket " + options.bucket()
                            + " at 127.0.0.1: the access key is not known there");
        }
    }

    @Test
    void aWrongSecretIsTold() {
        S3Options wrong = new S3Options(
                server.address(),
                S3Server.REGION,
                options.bucket(),
                "",
                S3Server.ACCESS_KEY,
                "wrong-secret",
                true,
                null,
                null);
        try (S3Store refused = new S3Store(wrong)) {
            assertThatThrownBy(() -> refused.read("a/b", 0, 1))
                    .hasMessageEndingWith(": the secret key is wrong")
                    .hasMessageNotContaining("wrong-secret");
            assertThatThrownBy(() -> refused.length("a/b")).hasMessageEndingWith(": the credentials do not allow it");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsTold(@TempDir Path other) throws Exception {
        S3Server stopped = S3Server.start(other);
        stopped.close();
        try (S3Store unreachable = new S3Store(stopped.options("a", ""))) {
            assertAllFail(unreachable, "the service cannot be reached: Connection refused");
            assertThatThrownBy(() -> unreachable.delete("a/b"))
                    .hasMessage(
                            "cannot delete a/b in the bucket a at 127.0.0.1: the service cannot be reached: Connection refused");
        }
    }

    private static void assertAllFail(ObjectStore store, String why) {
        int number = 0;
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store.read("a/b", 0, 1),
                () -> store.length("a/b"),
                () -> {
                    try (ObjectWriter writer = store.write("a/b")) {
                        writer.stream().write(1);
                        writer.commit();
                    }
                },
                () -> {
                    try (ObjectWriter writer = store.write("a/b")) {
                        writer.stream().write(random(LONG));
                    }
                },
                () -> store.list(key -> {}),
                store::incomplete,
                () -> store.discardIncomplete("a/b"))) {
            assertThat(catchThrowable(use))
                    .as("use %d", ++number)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(store.description())
                    .hasMessageEndingWith(": " + why);
        }
    }
}
