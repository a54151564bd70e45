package dev.ringback.vault.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ringback.TestKeyStore;
import dev.ringback.vault.store.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services answer that the real server of {@link S3StoreTest} does not: a real HTTP server says it. */
class S3FailureTest {
    private static final String SECRET = "very-secret-key";

    private HttpServer server;
    private S3Store store;

    /** Method, path and query. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Function<HttpExchange, Answer> answers = exchange -> Answer.of(404, "");

    private record Answer(int status, Map<String, String> headers, String body, int announced) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body, body.getBytes(UTF_8).length);
        }

        static Answer error(int status, String code) {
            return of(
                    status,
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>The message of " + code
                            + "</Message><AWSAccessKeyId>AKIA</AWSAccessKeyId></Error>");
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Answer answer = answers.apply(exchange);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean isEmpty =
                    answer.announced() == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : answer.announced());
            if (!isEmpty) {
                exchange.getResponseBody().write(answer.body().getBytes(UTF_8));
            }
            exchange.close();
        });
        server.start();
        store = new S3Store(options(null, null));
    }

    private S3Options options(@Nullable String encryption, @Nullable String encryptionKey) {
        return new S3Options(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "us-east-1",
                "bucket",
                "vault",
                "AKIAEXAMPLE",
                SECRET,
                true,
                encryption,
                encryptionKey);
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied,                 the credentials do not allow it",
        "403, InvalidAccessKeyId,           the access key is not known there",
        "403, SignatureDoesNotMatch,        the secret key is wrong",
        "403, RequestTimeTooSkewed,         the clock of this machine differs from the service's",
        "400, ExpiredToken,                 the credentials have expired",
        "404, NoSuchBucket,                 there is no such bucket",
        "301, PermanentRedirect,            'the bucket is in another region, or has another endpoint'",
        "400, AuthorizationHeaderMalformed, the bucket is in another region",
        "503, SlowDown,                     the service asks for fewer requests",
        "500, InternalError,                the service has an error",
        "507, XMinioStorageFull,            there is no room left",
        "403, SomethingNew,                 the credentials do not allow it SomethingNew",
        "418, Teapot,                       the service answered 418 Teapot",
    })
    void everyCodeBecomesASentence(int status, String code, String sentence) {
        answers = exchange -> Answer.error(status, code);

        assertThatThrownBy(() -> store.read("a/b", 0, 1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("cannot read a/b in the bucket bucket/vault at 127.0.0.1: " + sentence);
        assertThatThrownBy(() -> store.list(key -> {}))
                .hasMessage("cannot list the bucket bucket/vault at 127.0.0.1: " + sentence);
        assertThatThrownBy(() -> store.delete("a/b"))
                .hasMessage("cannot delete a/b in the bucket bucket/vault at 127.0.0.1: " + sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "403, ''",
        "403, '<html><body>Forbidden by a proxy</body></html>'",
        "502, 'Bad gateway'",
        "200, 'This is no XML'",
        "400, '<Error><Code>a b\u0007c</Code></Error>'",
    })
    void whatIsNoErrorOfS3IsToldToo(int status, String body) {
        answers = exchange -> Answer.of(status, body);

        assertThatThrownBy(() -> store.list(key -> {}))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.getMessage())
                        .matches("cannot list the bucket bucket/vault at 127.0.0.1: [ -~]{5,250}")
                        .doesNotContain(SECRET));
    }

    @Test
    void anAnswerThatIsCutIsNotTakenForWhole() throws IOException {
        answers = exchange -> new Answer(200, Map.of(), "0123456789", 100);

        try (InputStream read = store.read("a/b", 0, Long.MAX_VALUE)) {
            assertThatThrownBy(read::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("cannot read a/b in the bucket bucket/vault at 127.0.0.1:"
                            + " the connection (broke|ended) with \\d+ bytes missing");
        }
    }

    /** S3 says that it was done, and then that it was not. */
    @Test
    void anErrorWithinASuccessIsAnError() {
        answers = exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (query.equals("uploads")) {
                return Answer.of(
                        200, "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>");
            }
            if (exchange.getRequestMethod().equals("PUT")) {
                return new Answer(200, Map.of("ETag", "\"x\""), "", 0);
            }
            return exchange.getRequestMethod().equals("DELETE")
                    ? Answer.of(204, "")
                    : Answer.error(200, "InternalError");
        };

        assertThatThrownBy(() -> {
                    try (ObjectWriter writer = store.write("a/b")) {
                        writer.stream().write(new byte[S3Writer.PART + 1]);
                        writer.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(": the service has an error");
        assertThat(requests).last().asString().startsWith("DELETE /bucket/vault/a/b?uploadId=1");
    }

    @Test
    void inABucketWithVersionsAllVersionsAreDeleted() throws IOException {
        List<String> deleted = new ArrayList<>();
        answers = exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.add(query);
                return new Answer(204, query.equals("null") ? Map.of("x-amz-delete-marker", "true") : Map.of(), "", 0);
            }
            return Answer.of(
                    200,
                    "<ListVersionsResult><IsTruncated>false</IsTruncated>"
                            + "<Version><Key>vault/a/b</Key><VersionId>1</VersionId></Version>"
                            + "<Version><Key>vault/a/b.json</Key><VersionId>2</VersionId></Version>"
                            + "<DeleteMarker><Key>vault/a/b</Key><VersionId>3</VersionId></DeleteMarker></ListVersionsResult>");
        };

        store.delete("a/b");

        assertThat(deleted).containsExactly("null", "versionId=1", "versionId=3");
    }

    @Test
    void aListThatIsNotWholeIsNotTakenForWhole() {
        answers = exchange -> Answer.of(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>vault/a</Key></Contents></ListBucketResult>");

        assertThatThrownBy(() -> store.list(key -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(": the service does not say how to go on");
    }

    @Test
    void theServiceIsAskedToEncrypt() throws IOException {
        List<String> asked = new ArrayList<>();
        answers = exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption") + " "
                    + exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption-aws-kms-key-id"));
            return Answer.of(200, "");
        };
        for (String encryption : new String[] {null, S3Options.AES256, S3Options.KMS}) {
            String key = S3Options.KMS.equals(encryption) ? "alias/vault" : null;
            try (S3Store encrypted = new S3Store(options(encryption, key));
                    ObjectWriter writer = encrypted.write("a")) {
                writer.commit();
            }
        }

        assertThat(asked).containsExactly("null null", "AES256 null", "aws:kms alias/vault");
    }

    @Test
    void aHostThatIsNotKnownIsTold() {
        S3Options unknown = new S3Options(
                URI.create("https://s3.invalid"), "us-east-1", "bucket", "", "AKIA", SECRET, true, null, null);
        try (S3Store lost = new S3Store(unknown)) {
            assertThatThrownBy(() -> lost.length("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "cannot read a in the bucket bucket at s3.invalid: the host of the service is not known");
        }
    }

    @Test
    void aServiceWhoseCertificateNobodyKnowsIsTold(@TempDir Path folder) throws Exception {
        Path key = TestKeyStore.make("service", "san=ip:127.0.0.1", folder);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(TestKeyStore.context(key)));
        secure.start();
        URI address = URI.create("https://127.0.0.1:" + secure.getAddress().getPort());
        try (S3Store lost =
                new S3Store(new S3Options(address, "us-east-1", "bucket", "", "AKIA", SECRET, true, null, null))) {
            assertThatThrownBy(() -> lost.length("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no secure connection to the service could be made: ");
        } finally {
            secure.stop(0);
        }
    }
}
