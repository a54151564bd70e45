package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Conference;

/** Table {@code conference}. */
final class ConferenceTable {
    static final Table<Conference> TABLE = new Table<>(
            "conference",
            Merge.<Conference>into("conference")
                    .key("account_sid", Conference::accountSid)
                    .key("sid", Conference::sid)
                    .progress()
                    .keep("friendly_name", Conference::friendlyName)
                    .steady()
                    .keep("reason_conference_ended", Conference::reasonConferenceEnded)
                    .keep("call_sid_ending_conference", Conference::callSidEndingConference)
                    .earliest("date_created", Conference::dateCreated)
                    .steady()
                    .latest("date_updated", Conference::dateUpdated)
                    .latest("last_received_at", Conference::lastReceivedAt),
            row -> new Conference(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.time(),
                    row.time(),
                    row.time()));

    private ConferenceTable() {}
}
