package dev.ringback.vault.store.s3;

import dev.ringback.vault.store.FolderStore;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.ObjectWriter;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;

/** Writes 200 MB and reads them again: {@code folder PATH} or {@code s3 ADDRESS BUCKET}. Fails where the memory does not suffice. */
final class LargeObjectProgram {
    private static final int STEP = 64 * 1024;
    private static final int STEPS = 3200;

    private LargeObjectProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (ObjectStore store = store(arguments)) {
            long written = write(store);
            long read = read(store);
            System.out.println(written == read ? "the same" : "different");
        }
    }

    private static ObjectStore store(String[] arguments) {
        return arguments[0].equals("folder")
                ? new FolderStore(Path.of(arguments[1]))
                : new S3Store(new S3Options(
                        URI.create(arguments[1]),
                        S3Server.REGION,
                        arguments[2],
                        "",
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY,
                        true,
                        null,
                        null));
    }

    private static long write(ObjectStore store) throws Exception {
        CRC32C sum = new CRC32C();
        Random random = new Random(1);
        byte[] step = new byte[STEP];
        try (ObjectWriter writer = store.write("large")) {
            for (int i = 0; i < STEPS; i++) {
                random.nextBytes(step);
                sum.update(step);
                writer.stream().write(step);
            }
            writer.commit();
        }
        return sum.getValue();
    }

    private static long read(ObjectStore store) throws Exception {
        CRC32C sum = new CRC32C();
        byte[] step = new byte[STEP];
        try (InputStream large = store.read("large", 0, Long.MAX_VALUE)) {
            for (int count = large.read(step); count >= 0; count = large.read(step)) {
                sum.update(step, 0, count);
            }
        }
        return sum.getValue();
    }
}
