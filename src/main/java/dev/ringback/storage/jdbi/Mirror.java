package dev.ringback.storage.jdbi;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.sql.SQLException;

/** The tables of all resources together: sends what an event says to the table it belongs in. */
final class Mirror {
    private Mirror() {}

    static void merge(Transaction transaction, Resource resource) throws SQLException {
        if (resource instanceof Message message) {
            MessageTable.TABLE.merge(transaction, message);
        } else if (resource instanceof Media media) {
            MediaTable.TABLE.merge(transaction, media);
        } else if (resource instanceof Call call) {
            CallTable.TABLE.merge(transaction, call);
        } else if (resource instanceof Recording recording) {
            RecordingTable.TABLE.merge(transaction, recording);
        } else if (resource instanceof Transcription transcription) {
            TranscriptionTable.TABLE.merge(transaction, transcription);
        } else if (resource instanceof Conference conference) {
            ConferenceTable.TABLE.merge(transaction, conference);
        } else if (resource instanceof Participant participant) {
            ParticipantTable.TABLE.merge(transaction, participant);
        } else if (resource instanceof Alert alert) {
            AlertTable.TABLE.merge(transaction, alert);
        } else {
            throw new IllegalArgumentException(
                    "no table for " + resource.getClass().getName());
        }
    }
}
