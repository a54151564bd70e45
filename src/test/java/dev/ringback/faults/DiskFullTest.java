package dev.ringback.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file system is full, and has room again later. */
@Tag("long")
@Timeout(180)
class DiskFullTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskLosesNothingAcknowledgedAndHealsWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                Command.works("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()),
                "mounting a small file system needs root; SqliteTroubleTest tries max_page_count inside");
        Path filler = disk.resolve("filler");
        try {
            Outage.Seen seen =
                    new Outage(disk.resolve("full.db"), () -> fill(filler), () -> Files.delete(filler)).run();
            seen.write("20-full", "disk full (tmpfs of 16 MB)");
        } finally {
            Command.run("umount", "--lazy", disk.toString());
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int blocks = 0; blocks < 8192; blocks++) {
                out.write(block);
            }
        } catch (IOException full) {
            return;
        }
        throw new IOException("the disk took 32 MB");
    }
}
