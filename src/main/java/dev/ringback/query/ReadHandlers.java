package dev.ringback.query;

import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
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
        SavingsHandler savings) {

    /**
     * Creates all of them.
     *
     * @param publicUrl the URL that Twilio was given for webhooks; null to go by each request
     * @param externalUrl tells by which URL a client reaches the API door
     * @param twilio is asked for what the mirror does not have
     * @param counter is told of what is answered without asking Twilio
     */
    public static ReadHandlers of(
            Database database,
            Accounts accounts,
            @Nullable String publicUrl,
            ExternalUrl externalUrl,
            TwilioReads twilio,
            ReadCounter counter,
            Clock clock) {
        Answers answers = new Answers(clock, externalUrl, counter);
        ResourceReads reads = new ResourceReads(answers, twilio, clock);
        ResourceStore resources = database.resources();
        return new ReadHandlers(
                new AccountHandler(accounts, answers),
                new MessageHandler(resources, answers, reads),
                new MediaHandler(resources, answers, reads),
                new CallHandler(resources, answers, reads),
                new CallEventHandler(resources, database.events(), new RequestUrls(publicUrl), answers),
                new RecordingHandler(resources, answers, reads, clock),
                new TranscriptionHandler(resources, answers, reads),
                new ConferenceHandler(resources, answers, reads),
                new ParticipantHandler(resources, answers, reads),
                new AlertHandler(resources, answers, reads),
                new NotificationHandler(resources, answers),
                new EventHandler(database.history()),
                new TimelineHandler(database.events(), new CurrentStatus(resources)),
                new QuarantineHandler(database.quarantine(), new QuarantineReview(accounts, publicUrl)),
                new JobHandler(database.jobs()),
                new DeliveryHandler(database.deliveries()),
                new UnknownWriteHandler(database.writes()),
                new AuditHandler(database.audit()),
                new PassHandler(twilio),
                new SavingsHandler(database.requestCounts()));
    }
}
