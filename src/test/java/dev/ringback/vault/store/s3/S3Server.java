package dev.ringback.vault.store.s3;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real server that speaks S3, S3Proxy, in a process of its own; it keeps buckets in a folder. Ends with the tests at the latest. */
public final class S3Server implements AutoCloseable {
    public static final String REGION = "us-east-1";
    public static final String ACCESS_KEY = "AKIAEXAMPLE";
    public static final String SECRET_KEY = "not-a-secret";

    private static final long START_SECONDS = 60;

    private final Path folder;
    private final int port;
    private final Process process;

    private S3Server(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts one that keeps everything in an empty folder. */
    public static S3Server start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path settings = Files.writeString(
                folder.resolve("s3proxy.conf"),
                String.join(
                        "\n",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + Files.createDirectory(folder.resolve("buckets"))));
        File log = folder.resolve("s3proxy.log").toFile();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dlogback.configurationFile=" + S3ProxyFiles.logging(),
                        "-cp",
                        S3ProxyFiles.classPath(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new IOException("S3Proxy does not start: " + Files.readString(log.toPath()));
            }
            Thread.sleep(20);
        }
        return new S3Server(folder, port, process);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes an empty bucket, and returns options that name it. */
    public S3Options createBucket(String name, String prefix) {
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(name));
        }
        return options(name, prefix);
    }

    /** Options that name a bucket, which need not be there. */
    public S3Options options(String bucket, String prefix) {
        return new S3Options(address(), REGION, bucket, prefix, ACCESS_KEY, SECRET_KEY, true, null, null);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The client of AWS itself, to look at what is there. */
    S3Client client() {
        return S3Client.builder()
                .region(Region.of(REGION))
                .endpointOverride(address())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    /** What it has told, if something is wrong. */
    String log() throws IOException {
        return Files.readString(folder.resolve("s3proxy.log"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
