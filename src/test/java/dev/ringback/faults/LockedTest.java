package dev.ringback.faults;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the lock of the database. */
@Tag("outage")
@Timeout(180)
class LockedTest {
    @TempDir
    Path folder;

    @Test
    void aLockHeldByAnotherProcessLosesNothingAcknowledgedAndHeals() throws Exception {
        Path database = folder.resolve("locked.db");
        AtomicReference<Process> lock = new AtomicReference<>();

        Outage.Seen seen = new Outage(
                        database, () -> lock.set(LockMain.start(database)), () -> LockMain.release(lock.get()))
                .run();

        seen.write("23-locked", "lock held by another process");
    }
}
