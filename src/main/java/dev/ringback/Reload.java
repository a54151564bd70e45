package dev.ringback;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsChanges;
import dev.ringback.config.SettingsSource;
import dev.ringback.model.Action;
import dev.ringback.model.Actor;
import dev.ringback.model.ReloadReport;
import dev.ringback.storage.AuditTrail;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings of a running server again, and puts to use what can change while it runs: all of it, or nothing where anything is wrong.
 * Safe for use by many threads, which take turns.
 */
final class Reload implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final Consumer<Settings> use;
    private final AuditTrail audit;
    private Settings current;
    private @Nullable SettingsSource source;
    private boolean closed;

    /**
     * Has nothing to read yet.
     *
     * @param current those that are in use
     * @param use puts other accounts, alerts and targets to use
     * @param audit is told of each reading, also of one that changed nothing
     */
    Reload(Settings current, Consumer<Settings> use, AuditTrail audit) {
        this.current = current;
        this.use = use;
        this.audit = audit;
    }

    /** Says where the settings are, once the server has started. */
    synchronized void from(SettingsSource newSource) {
        source = newSource;
    }

    /** Reads them as somebody asks for, and tells the log and the audit what has changed, or why nothing has. */
    synchronized ReloadReport run(Actor actor) {
        if (source == null || closed) {
            String why = closed ? "the server stops" : "the server has not started yet, or has no settings to read";
            log.warn("the settings were not read again: {}", why);
            return ReloadReport.unavailable(why);
        }
        ReloadReport report = read(source);
        audit.record(actor, Action.RELOAD, report.summary(), report.changes().size());
        return report;
    }

    private ReloadReport read(SettingsSource from) {
        Settings read;
        try {
            read = from.read();
        } catch (InvalidSettingsException invalid) {
            log.error("the settings are wrong, and nothing has changed: {}", String.join("; ", invalid.problems()));
            return ReloadReport.wrong(invalid.problems());
        }
        if (current.prints().lostItsFile(read.prints())) {
            String problem = "the file of the settings is empty or gone; without it a restart is needed";
            log.error("the settings are wrong, and nothing has changed: {}", problem);
            return ReloadReport.wrong(List.of(problem));
        }
        SettingsChanges changes = SettingsChanges.between(current, read);
        if (!changes.live().isEmpty() && !isUsed(current.withReloadable(read))) {
            return ReloadReport.unavailable("the settings could not be put to use; the log says why");
        }
        tell(changes);
        return ReloadReport.applied(changes.live(), changes.restart());
    }

    /** Goes back where that fails: nobody shall have to know which half of the settings is in use. */
    private boolean isUsed(Settings next) {
        try {
            use.accept(next);
            current = next;
            return true;
        } catch (RuntimeException defect) {
            log.error("the settings could not be put to use, and nothing changes", defect);
            use.accept(current);
            return false;
        }
    }

    private static void tell(SettingsChanges changes) {
        log.info(
                "the settings were read again: {}",
                changes.live().isEmpty() ? "nothing has changed" : String.join(", ", changes.live()));
        if (!changes.restart().isEmpty()) {
            log.warn("a restart is needed for the new value of {}", String.join(", ", changes.restart()));
        }
    }

    /** Reads nothing any more, once a reading under way has ended. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
