package dev.ringback.vault.job;

import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobRun;
import dev.ringback.model.Accounts;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.Database;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.ObjectWriter;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.SidecarFile;
import dev.ringback.vault.store.StoreIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A ledger and a folder with content, and nobody who asks Twilio. */
final class TestStore {
    static final Instant COPIED = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT = TestServer.ACCOUNT.sid();
    static final String OTHER = TestServer.OTHER_ACCOUNT.sid();

    private final Path folder;
    private final VaultOptions options;
    private final TestClock clock = new TestClock(COPIED.plus(Duration.ofDays(1)));
    private Database database;

    /** @param database stays the caller's */
    TestStore(Path folder, Database database) {
        this(VaultOptions.in(folder), folder, database);
    }

    /** One that keeps content elsewhere than in the folder. */
    TestStore(VaultOptions options, Path folder, Database database) {
        this.options = options;
        this.folder = folder;
        this.database = database;
    }

    /** Goes on with another database. */
    void use(Database other) {
        database = other;
    }

    Database database() {
        return database;
    }

    TestClock clock() {
        return clock;
    }

    Path file(VaultObject object) {
        return folder.resolve(object.key());
    }

    Path sidecar(VaultObject object) {
        return folder.resolve(Sidecar.keyOf(object.key()));
    }

    Path marker() {
        return folder.resolve(StoreIdentity.MARKER);
    }

    /** Makes the folder the one that the ledger knows. */
    void introduce() throws IOException {
        try (ObjectStore store = VaultParts.store(options)) {
            new StoreIdentity(store, database.vault(), database.leases()).check();
        }
    }

    /** An entry of a recording that was copied. */
    static VaultObject recording(String accountSid, int number, byte[] content) {
        String sid = "RE%032d".formatted(number);
        return copied(
                VaultObject.heard(
                        accountSid,
                        VaultKind.RECORDING,
                        sid,
                        VaultOptions.WAV,
                        "CA%032d".formatted(number),
                        accountSid + "/recordings/2026-03/" + sid + ".wav",
                        COPIED),
                content,
                "audio/x-wav");
    }

    /** An entry of a medium that was copied. */
    static VaultObject medium(String accountSid, int number, byte[] content) {
        String sid = "ME%032d".formatted(number);
        return copied(
                VaultObject.heard(
                        accountSid,
                        VaultKind.MEDIA,
                        sid,
                        VaultObject.NO_FORMAT,
                        "MM%032d".formatted(number),
                        accountSid + "/media/2026-03/" + sid,
                        COPIED),
                content,
                "image/png");
    }

    private static VaultObject copied(VaultObject heard, byte[] content, String contentType) {
        return VaultObjectBuilder.builder(heard)
                .state(VaultState.COPIED)
                .dueAt(null)
                .length((long) content.length)
                .sha256(sha256(content))
                .contentType(contentType)
                .copiedAt(COPIED)
                .build();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] content(int number) {
        byte[] content = new byte[100 + number];
        new Random(number).nextBytes(content);
        return content;
    }

    /** Writes content with its sidecar. */
    void write(VaultObject object, byte[] content) throws IOException {
        try (ObjectStore store = VaultParts.store(options)) {
            try (ObjectWriter writer = store.write(object.key());
                    OutputStream stream = writer.stream()) {
                stream.write(content);
                writer.commit();
            }
            SidecarFile.write(store, Sidecar.of(object, COPIED, null, null));
        }
    }

    /** Writes content with its sidecar, and enters it into the ledger. */
    VaultObject keep(VaultObject object, byte[] content) throws IOException {
        write(object, content);
        return enter(object);
    }

    VaultObject enter(VaultObject object) {
        database.vault().add(List.of(object));
        return entry(object);
    }

    VaultObject keepRecording(int number) throws IOException {
        return keep(recording(ACCOUNT, number, content(number)), content(number));
    }

    /** Returns the entry as the ledger has it now. */
    VaultObject entry(VaultObject object) {
        return database.vault()
                .find(object.accountSid(), object.kind(), object.sid(), object.format())
                .orElseThrow();
    }

    JobParts parts() {
        return new JobParts(
                () -> new VaultSetup(options, new Accounts(List.of(TestServer.ACCOUNT, TestServer.OTHER_ACCOUNT))),
                database,
                new VaultAlerts(database.systemEvents(), clock),
                new VaultMetrics(new SimpleMeterRegistry()),
                clock);
    }

    Job verify() throws InvalidJobException {
        return run(new VaultVerifyJob(parts()));
    }

    Job scan(String... namesAndValues) throws InvalidJobException {
        return run(new VaultScanJob(parts()), namesAndValues);
    }

    Job run(JobKind kind, String... namesAndValues) throws InvalidJobException {
        return run(kind, add(kind, namesAndValues), () -> false);
    }

    long add(JobKind kind, String... namesAndValues) throws InvalidJobException {
        List<Parameter> form = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
        }
        return database.jobs()
                .add(kind.name(), kind.parameters(new Parameters(form)), "SK1", clock.instant())
                .id();
    }

    /** Does a job until it ends, or until the process does. */
    Job run(JobKind kind, long id, BooleanSupplier closing) {
        new JobRun(kind, database.jobs(), database.leases(), clock, closing).next();
        return job(id);
    }

    Job job(long id) {
        return database.jobs().find(id).orElseThrow();
    }

    static boolean isDone(Job job) {
        return job.state() == JobState.DONE;
    }
}
