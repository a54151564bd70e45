package dev.ringback.simulate.api.state;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;

/** Everything that is kept, by type. A participant goes by the SID of its call. */
public record Shelves(
        Shelf<Message> messages,
        Shelf<Media> media,
        Shelf<Call> calls,
        Shelf<Recording> recordings,
        Shelf<Transcription> transcriptions,
        Shelf<Conference> conferences,
        Shelf<Participant> participants,
        Shelf<Alert> alerts) {

    /** Creates empty ones. */
    public static Shelves empty() {
        return new Shelves(
                new Shelf<>(Message::sid),
                new Shelf<>(Media::sid),
                new Shelf<>(Call::sid),
                new Shelf<>(Recording::sid),
                new Shelf<>(Transcription::sid),
                new Shelf<>(Conference::sid),
                new Shelf<>(Participant::callSid),
                new Shelf<>(Alert::sid));
    }
}
