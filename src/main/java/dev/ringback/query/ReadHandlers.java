package dev.ringback.query;

import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
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
        DeliveryHandler deliveries) {

    /**
     * Creates all of them.
     *
     * @param publicUrl the URL that Twilio was given for webhooks; null to go by each request
     * @param externalUrl tells by which URL a client reaches the API door
     */
    public static ReadHandlers of(
            Database database, Accounts accounts, @Nullable String publicUrl, ExternalUrl externalUrl, Clock clock) {
        Answers answers = new Answers(clock, externalUrl);
        return new ReadHandlers(
                new AccountHandler(accounts, answers),
                new MessageHandler(database.messages(), answers),
                new MediaHandler(database.messages(), answers),
                new CallHandler(database.calls(), answers),
                new CallEventHandler(database.calls(), database.events(), new RequestUrls(publicUrl), answers),
                new RecordingHandler(database.recordings(), answers),
                new TranscriptionHandler(database.recordings(), answers),
                new ConferenceHandler(database.conferences(), answers),
                new ParticipantHandler(database.conferences(), answers),
                new AlertHandler(database.alerts(), answers),
                new NotificationHandler(database.alerts(), answers),
                new EventHandler(database.history()),
                new TimelineHandler(
                        database.events(),
                        new CurrentStatus(
                                database.messages(), database.calls(), database.recordings(), database.conferences())),
                new QuarantineHandler(database.quarantine(), new QuarantineReview(accounts, publicUrl)),
                new DeliveryHandler(database.deliveries()));
    }
}
