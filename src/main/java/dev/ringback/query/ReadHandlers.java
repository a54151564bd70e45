package dev.ringback.query;

import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.signature.RequestUrls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Handlers of everything that can be read from the database. */
public record ReadHandlers(
        AccountHandler accounts,
        MessageHandler messages,
        MediaHandler media,
        CallHandler calls,
        CallEventHandler callEvents,
        RecordingHandler recordings,
        TranscriptionHandler transcriptions,
        ConferenceHandler conferences,
        ParticipantHandler participants,
        AlertHandler alerts,
        NotificationHandler notifications,
        EventHandler events,
        TimelineHandler timeline,
        QuarantineHandler quarantine,
        JobHandler jobs,
        DeliveryHandler deliveries,
        UnknownWriteHandler unknownWrites,
        AuditHandler audit,
        PassHandler pass,
        SavingsHandler savings,
        VaultHandler vault,
        StatsHandler stats) {

    /**
     * Creates all of them.
     *
     * @param publicUrl the URL that Twilio was given for webhooks; null to go by each request
     * @param externalUrl tells by which URL a client reaches the API door
     * @param twilio is asked for what the mirror does not have
     * @param lists reads pages of lists at Twilio
     * @param waits lets reads wait for a state
     * @param beginning tells since when the mirror is whole
     * @param counter is told of what is answered without asking Twilio
     * @param stats answers what became of messages
     */
    public static ReadHandlers of(
            Database database,
            Accounts accounts,
            @Nullable String publicUrl,
            ExternalUrl externalUrl,
            TwilioReads twilio,
            TwilioLists lists,
            StateWaits waits,
            MirrorBeginning beginning,
            ReadCounter counter,
            DeliveryStats stats,
            Clock clock) {
        Answers answers = new Answers(clock, externalUrl, counter, beginning);
        ResourceReads reads = new ResourceReads(answers, twilio, waits, clock);
        ListReads listReads = new ListReads(answers, lists, beginning);
        ResourceStore resources = database.resources();
        return new ReadHandlers(
                new AccountHandler(accounts, answers),
                new MessageHandler(resources, reads, listReads),
                new MediaHandler(resources, reads, listReads),
                new CallHandler(resources, reads, listReads),
                new CallEventHandler(resources, database.events(), new RequestUrls(publicUrl), answers),
                new RecordingHandler(resources, reads, listReads, clock),
                new TranscriptionHandler(resources, reads, listReads),
                new ConferenceHandler(resources, reads, listReads),
                new ParticipantHandler(resources, reads, listReads),
                new AlertHandler(resources, reads, listReads),
                new NotificationHandler(resources, answers, listReads),
                new EventHandler(database.history()),
                new TimelineHandler(database.events(), new CurrentStatus(resources)),
                new QuarantineHandler(database.quarantine(), new QuarantineReview(accounts, publicUrl)),
                new JobHandler(database.jobs()),
                new DeliveryHandler(database.deliveries()),
                new UnknownWriteHandler(database.writes()),
                new AuditHandler(database.audit()),
                new PassHandler(twilio),
                new SavingsHandler(database.requestCounts()),
                new VaultHandler(database.vault()),
                new StatsHandler(stats, clock));
    }
}
