package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Transcription;

/** Table {@code transcription}. */
final class TranscriptionTable {
    static final Table<Transcription> TABLE = new Table<>(
            "transcription",
            Merge.<Transcription>into("transcription")
                    .key("account_sid", Transcription::accountSid)
                    .key("sid", Transcription::sid)
                    .progress()
                    .keep("recording_sid", Transcription::recordingSid)
                    .keep("transcription_text", Transcription::transcriptionText)
                    .earliest("date_created", Transcription::dateCreated)
                    .steady()
                    .latest("date_updated", Transcription::dateUpdated)
                    .latest("last_received_at", Transcription::lastReceivedAt),
            row -> new Transcription(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.time(),
                    row.time(),
                    row.time()));

    private TranscriptionTable() {}
}
