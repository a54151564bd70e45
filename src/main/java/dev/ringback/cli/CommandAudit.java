package dev.ringback.cli;

import dev.ringback.model.Action;
import dev.ringback.model.Actor;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import java.time.Clock;

/** Writes down what commands have done, under the name of the operating system's user who ran them. */
final class CommandAudit {
    private final AuditTrail trail;

    CommandAudit(Database database, Clock clock) {
        this.trail = new AuditTrail(database.audit(), clock);
    }

    /**
     * Writes a record as of now.
     *
     * @param subject what it was about, in few words without secrets
     * @param affected how many things were changed
     */
    void record(Action action, String subject, long affected) {
        trail.record(Actor.command(System.getProperty("user.name", "")), action, subject, affected);
    }
}
