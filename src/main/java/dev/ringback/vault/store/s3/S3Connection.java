package dev.ringback.vault.store.s3;

import dev.ringback.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client when it is needed first, which takes some tenths of a second. Safe for use by many threads. */
final class S3Connection implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(30);

    /** One part at 0.5 Mbit/s. Reading goes on for as long as bytes come. */
    private static final Duration FOR_A_TRY = Duration.ofMinutes(2);

    private static final Duration FOR_A_REQUEST = Duration.ofMinutes(5);

    private final S3Options options;
    private @Nullable S3Client client;
    private @Nullable ScheduledExecutorService timer;
    private boolean closed;

    S3Connection(S3Options options) {
        this.options = options;
    }

    synchronized S3Client client() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (client == null) {
            timer = Executors.newScheduledThreadPool(1, DaemonThreads.numbered("vault-s3-timer"));
            client = build(timer);
        }
        return client;
    }

    private S3Client build(ScheduledExecutorService timer) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(options.region()))
                .forcePathStyle(options.pathStyle())
                .credentialsProvider(credentials())
                // Other services than AWS know neither its newer checksums nor bodies that are signed piece by piece.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(BETWEEN_BYTES))
                .overrideConfiguration(configuration -> configuration
                        .apiCallAttemptTimeout(FOR_A_TRY)
                        .apiCallTimeout(FOR_A_REQUEST)
                        .addExecutionInterceptor(new ShortBodies())
                        .scheduledExecutorService(timer));
        if (options.endpoint() != null) {
            builder.endpointOverride(options.endpoint());
        }
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        String accessKey = options.accessKey();
        String secretKey = options.secretKey();
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
