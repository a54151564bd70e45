package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.duration;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Transcription;
import dev.ringback.model.TranscriptionBuilder;
import dev.ringback.storage.TranscriptionFilter;

/** Table {@code transcription}. */
final class TranscriptionTable {
    static final Table<Transcription> TABLE = Table.of(
            Transcription.class,
            TranscriptionBuilder::builder,
            TranscriptionBuilder::build,
            Merge.<Transcription, TranscriptionBuilder>into("transcription")
                    .key(text("account_sid", Transcription::accountSid, TranscriptionBuilder::accountSid))
                    .key(text("sid", Transcription::sid, TranscriptionBuilder::sid))
                    .progress(TranscriptionBuilder::progress)
                    .keep(text("recording_sid", Transcription::recordingSid, TranscriptionBuilder::recordingSid))
                    .keep(text(
                            "transcription_text",
                            Transcription::transcriptionText,
                            TranscriptionBuilder::transcriptionText))
                    .surestEarliest(
                            time("date_created", Transcription::dateCreated, TranscriptionBuilder::dateCreated),
                            transcription -> transcription.answered().createdCertainty())
                    .steady()
                    .updated(time("date_updated", Transcription::dateUpdated, TranscriptionBuilder::dateUpdated))
                    .latest(time(
                            "last_received_at", Transcription::lastReceivedAt, TranscriptionBuilder::lastReceivedAt))
                    .keep(duration("duration", Transcription::duration, TranscriptionBuilder::duration))
                    .answered()
                    .keep(text("price", Transcription::price, TranscriptionBuilder::price))
                    .answered()
                    .keep(text("price_unit", Transcription::priceUnit, TranscriptionBuilder::priceUnit))
                    .answered()
                    .certaintiesOfAnswers()
                    .knownNulls(Transcription.NULLABLE, TranscriptionBuilder::answered)
                    .erasable(),
            TranscriptionFilter.class,
            TranscriptionTable::matching,
            "TR");

    private TranscriptionTable() {}

    private static Listing<Transcription> matching(Listing<Transcription> all, TranscriptionFilter filter) {
        return all.within("recording_sid", filter.recordingSid());
    }
}
