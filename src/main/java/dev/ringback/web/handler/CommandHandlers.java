package dev.ringback.web.handler;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.Replay;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.ingest.QuarantineReplay;
import dev.ringback.jobs.JobControl;
import dev.ringback.jobs.JobRunner;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.model.ReloadReport;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.util.function.Function;

/** Handlers of everything that people can have Ringback do. */
public record CommandHandlers(
        QuarantineReplayHandler quarantineReplay,
        DeliveryReplayHandler deliveryReplay,
        SilenceHandler silences,
        SilencePage silencePage,
        JobCommandHandler jobs,
        ReloadHandler reload) {

    /**
     * Creates all of them.
     *
     * @param reload reads the settings again, as somebody asks for, and writes that down
     */
    public static CommandHandlers of(
            Database database,
            Accounts accounts,
            ForwardOptions forward,
            QuarantineReplay quarantineReplay,
            JobRunner jobs,
            Function<Actor, ReloadReport> reload,
            Clock clock) {
        AuditTrail audit = new AuditTrail(database.audit(), clock);
        return new CommandHandlers(
                new QuarantineReplayHandler(quarantineReplay, audit),
                new DeliveryReplayHandler(new Replay(forward, database.log(), database.deliveries(), clock), audit),
                new SilenceHandler(database.silences(), forward.rules(), audit, clock),
                new SilencePage(database.silences(), new LinkSignature(accounts), audit, clock),
                new JobCommandHandler(jobs, new JobControl(database, clock), database.jobs(), audit),
                new ReloadHandler(reload));
    }
}
