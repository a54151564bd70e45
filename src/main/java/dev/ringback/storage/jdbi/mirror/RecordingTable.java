package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Recording;
import java.util.List;

/** Table {@code recording}. */
final class RecordingTable {
    static final Table<Recording> TABLE = new Table<>(
            "recording",
            Merge.<Recording>into("recording")
                    .key("account_sid", Recording::accountSid)
                    .key("sid", Recording::sid)
                    .progress()
                    .keep("call_sid", Recording::callSid)
                    .keep("conference_sid", Recording::conferenceSid)
                    .earliest("start_time", Recording::startTime)
                    .keep("duration", Recording::duration)
                    .keep("channels", Recording::channels)
                    .keepKnown("recording_source", Recording::source)
                    .keepKnown("track", Recording::track)
                    .keep("media_url", Recording::mediaUrl)
                    .error(Recording::errorCode, List.of())
                    .earliest("date_created", Recording::dateCreated)
                    .steady()
                    .latest("date_updated", Recording::dateUpdated)
                    .latest("last_received_at", Recording::lastReceivedAt),
            row -> new Recording(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.timeOrNull(),
                    row.durationOrNull(),
                    row.integerOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.errorCode(),
                    row.time(),
                    row.time(),
                    row.time()));

    private RecordingTable() {}
}
