package dev.ringback.upstream.export;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Role;
import dev.ringback.twilio.callback.ExportReader;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.export.ExportFile.Line;
import dev.ringback.upstream.list.ListException;
import dev.ringback.upstream.list.PageWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the mirror with the lines of Twilio's Bulk Export files, as a job, without a request to Twilio. It goes on after an interruption with the line that
 * was next, and what it reads twice changes nothing. Its progress counts bytes of the files.
 */
public final class ExportJob implements JobKind {
    public static final String NAME = "backfill-export";

    /** Names the folder with the files. */
    public static final String FOLDER = "Folder";

    private static final Logger log = LoggerFactory.getLogger(ExportJob.class);

    /** So many lines are stored at once: who waits for the database meanwhile waits no longer than for other events. */
    private static final int CHUNK = 100;

    /** So many places are named in the outcome, and in the log. */
    private static final int MOST_NAMED = 5;

    private static final int MOST_LOGGED = 1_000;
    private static final int MOST_ATTEMPTS = 60;

    /** Where little is stored, so many lines are done again after an interruption. */
    private static final int BETWEEN_POINTS = 1_000;

    private final Supplier<Accounts> accounts;
    private final AnswerSink sink;
    private final @Nullable Duration keep;
    private final Clock clock;

    /**
     * Creates what reads for the accounts of the moment.
     *
     * @param keep how long is kept what arrives; null for ever
     */
    public ExportJob(Supplier<Accounts> accounts, AnswerSink sink, @Nullable Duration keep, Clock clock) {
        this.accounts = accounts;
        this.sink = sink;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role least() {
        return Role.ADMIN;
    }

    @Override
    public List<String> fields() {
        return List.of(FOLDER);
    }

    @Override
    public String parameters(Parameters form) throws InvalidJobException {
        String folder = form.text(FOLDER);
        try {
            if (folder != null && Path.of(folder).isAbsolute()) {
                return FOLDER + '=' + folder;
            }
        } catch (InvalidPathException wrong) {
            // said below
        }
        throw new InvalidJobException(FOLDER, "the absolute path of a folder on the machine of the server");
    }

    @Override
    public String run(Job job, JobProgress progress) {
        String parameters = job.parameters();
        if (parameters == null) {
            throw new IllegalArgumentException("the job does not say which folder");
        }
        Path folder = Path.of(parameters.substring(FOLDER.length() + 1));
        try {
            Run run = new Run(folder, files(folder), progress, ExportPoint.of(job.checkpoint()));
            return run.all();
        } catch (IOException unreadable) {
            throw new JobFailedException("the files could not be read: " + unreadable, unreadable);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new JobFailedException("there is no folder " + folder + " on this machine");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("(?i).*\\.(gz|gzip|json|jsonl|ndjson)"))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new JobFailedException("there is no file .gz or .json in the folder " + folder);
            }
            return files;
        }
    }

    /** Does a job once. */
    private final class Run {
        private final Path folder;
        private final List<Path> files;
        private final JobProgress progress;
        private final Accounts ours = accounts.get();
        private final List<Long> sizes = new ArrayList<>();
        private final List<String> named = new ArrayList<>();
        private final List<Entry> waiting = new ArrayList<>();
        private ExportPoint point;
        private long rows;
        private long refused;
        private long tooOld;
        private long doneBytes;
        private long allBytes;

        Run(Path folder, List<Path> files, JobProgress progress, ExportPoint point) throws IOException {
            this.folder = folder;
            this.files = files;
            this.progress = progress;
            this.point = point;
            rows = point.rows();
            refused = point.refused();
            tooOld = point.tooOld();
            for (Path file : files) {
                long size = Files.size(folder.resolve(file));
                sizes.add(size);
                allBytes += size;
            }
        }

        String all() {
            for (int i = 0; i < files.size(); i++) {
                String name = files.get(i).toString();
                int order = point.file().isEmpty() ? 1 : files.get(i).compareTo(Path.of(point.file()));
                if (order >= 0) {
                    read(name, order == 0 ? point.line() : 0);
                }
                doneBytes += sizes.get(i);
            }
            progress.at(point.text(), allBytes, allBytes);
            return result();
        }

        private void read(String name, long done) {
            try (ExportFile file = ExportFile.open(folder.resolve(name))) {
                try {
                    for (Line line = file.next(); line != null; line = file.next()) {
                        if (line.number() > done) {
                            read(name, line);
                        }
                        if (waiting.size() >= CHUNK || line.number() % BETWEEN_POINTS == 0) {
                            store(name, line.number(), file.bytes());
                        }
                    }
                } catch (IOException broken) {
                    rows++;
                    refuse(name, file.lines() + 1, "the file breaks off: " + broken.getMessage());
                }
                store(name, file.lines(), file.bytes());
            } catch (IOException unreadable) {
                rows++;
                refuse(name, 1, "the file cannot be read: " + unreadable.getMessage());
                store(name, 0, 0);
            }
        }

        private void read(String name, Line line) {
            String text = line.text();
            if (text != null && text.isBlank()) {
                return;
            }
            rows++;
            if (text == null) {
                refuse(name, line.number(), "the line is too long");
                return;
            }
            try {
                Entry entry = ExportReader.read(sid -> ours.find(sid).isPresent(), text, clock.instant());
                Instant agedAt = entry.event().agedAt();
                if (keep != null
                        && agedAt != null
                        && agedAt.isBefore(clock.instant().minus(keep))) {
                    tooOld++;
                } else {
                    waiting.add(entry);
                }
            } catch (UnexpectedAnswerException unexpected) {
                refuse(name, line.number(), String.valueOf(unexpected.getMessage()));
            }
        }

        private void refuse(String name, long line, String why) {
            refused++;
            String place = name + ':' + line + ": " + why;
            if (named.size() < MOST_NAMED) {
                named.add(place);
            }
            if (refused <= MOST_LOGGED) {
                log.warn("skipped {}", place);
            }
        }

        private void store(String name, long line, long bytes) {
            tell(bytes);
            if (!waiting.isEmpty()) {
                store(List.copyOf(waiting), bytes);
                waiting.clear();
            }
            point = new ExportPoint(line, rows, refused, tooOld, name);
            tell(bytes);
        }

        /** The database may be away for a while; what cannot be stored for another reason ends the job. */
        private void store(List<Entry> entries, long bytes) {
            for (int attempt = 1; ; attempt++) {
                try {
                    PageWait.until(sink.store(entries), () -> tell(bytes));
                    return;
                } catch (ListException | IllegalStateException failed) {
                    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                    if (attempt == MOST_ATTEMPTS) {
                        throw new JobFailedException("lines could not be stored: " + cause.getMessage(), failed);
                    }
                    log.info("lines are stored again in a second: {}", cause.getMessage());
                }
                PageWait.rest(Duration.ofSeconds(1), () -> tell(bytes));
            }
        }

        private void tell(long bytes) {
            progress.at(point.text(), doneBytes + bytes, allBytes);
        }

        private String result() {
            StringBuilder result = new StringBuilder()
                    .append(rows - refused - tooOld)
                    .append(" of ")
                    .append(rows)
                    .append(" lines of ")
                    .append(files.size())
                    .append(files.size() == 1 ? " file" : " files")
                    .append(" are stored, ")
                    .append(refused)
                    .append(" refused, ")
                    .append(tooOld)
                    .append(" older than the retention; no requests made");
            for (String place : named) {
                result.append("; ").append(place);
            }
            if (refused > named.size()) {
                result.append("; see the log for the others");
            }
            return result.toString();
        }
    }
}
