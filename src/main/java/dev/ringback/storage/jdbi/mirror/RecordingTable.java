package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.duration;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.integer;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.storage.RecordingFilter;
import java.util.List;

/** Table {@code recording}. */
final class RecordingTable {
    static final Table<Recording> TABLE = Table.of(
            Recording.class,
            RecordingBuilder::builder,
            RecordingBuilder::build,
            Merge.<Recording, RecordingBuilder>into("recording")
                    .key(text("account_sid", Recording::accountSid, RecordingBuilder::accountSid))
                    .key(text("sid", Recording::sid, RecordingBuilder::sid))
                    .progress(RecordingBuilder::progress)
                    .keep(text("call_sid", Recording::callSid, RecordingBuilder::callSid))
                    .keep(text("conference_sid", Recording::conferenceSid, RecordingBuilder::conferenceSid))
                    .earliest(time("start_time", Recording::startTime, RecordingBuilder::startTime))
                    .keep(duration("duration", Recording::duration, RecordingBuilder::duration))
                    .keep(integer("channels", Recording::channels, RecordingBuilder::channels))
                    .keepKnown(text("recording_source", Recording::source, RecordingBuilder::source))
                    .keepKnown(text("track", Recording::track, RecordingBuilder::track))
                    .surest(
                            text("media_url", Recording::mediaUrl, RecordingBuilder::mediaUrl),
                            recording -> recording.answered().certainty())
                    .error(integer("error_code", Recording::errorCode, RecordingBuilder::errorCode), List.of())
                    .surestEarliest(
                            time("date_created", Recording::dateCreated, RecordingBuilder::dateCreated),
                            recording -> recording.answered().createdCertainty())
                    .steady()
                    .updated(time("date_updated", Recording::dateUpdated, RecordingBuilder::dateUpdated))
                    .latest(time("last_received_at", Recording::lastReceivedAt, RecordingBuilder::lastReceivedAt))
                    .keep(text("price", Recording::price, RecordingBuilder::price))
                    .answered()
                    .keep(text("price_unit", Recording::priceUnit, RecordingBuilder::priceUnit))
                    .answered()
                    .keep(text("encryption_details", Recording::encryptionDetails, RecordingBuilder::encryptionDetails))
                    .answered()
                    .certaintiesOfAnswers()
                    .knownNulls(Recording.NULLABLE, RecordingBuilder::answered)
                    .erasable()
                    .shownWhenErased(),
            RecordingFilter.class,
            RecordingTable::matching,
            "RE");

    private RecordingTable() {}

    private static Listing<Recording> matching(Listing<Recording> all, RecordingFilter filter) {
        Listing<Recording> recordings = all.within("call_sid", filter.callSid())
                .within("conference_sid", filter.conferenceSid())
                .during("date_created", filter.dateCreated());
        if (!filter.softDeleted()) {
            return recordings.where("status <> 'deleted'");
        }
        return recordings.whereAtLeast(
                "CASE WHEN status = 'deleted' THEN date_updated ELSE %d END".formatted(Long.MAX_VALUE),
                filter.deletedSince());
    }
}
