package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.number;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.storage.ConferenceFilter;

/** Table {@code conference}. */
final class ConferenceTable {
    static final Table<Conference> TABLE = Table.of(
            Conference.class,
            ConferenceBuilder::builder,
            ConferenceBuilder::build,
            Merge.<Conference, ConferenceBuilder>into("conference")
                    .key(text("account_sid", Conference::accountSid, ConferenceBuilder::accountSid))
                    .key(text("sid", Conference::sid, ConferenceBuilder::sid))
                    .progress(ConferenceBuilder::progress)
                    .keep(text("friendly_name", Conference::friendlyName, ConferenceBuilder::friendlyName))
                    .steady()
                    .keep(text(
                            "reason_conference_ended",
                            Conference::reasonConferenceEnded,
                            ConferenceBuilder::reasonConferenceEnded))
                    .keep(text(
                            "call_sid_ending_conference",
                            Conference::callSidEndingConference,
                            ConferenceBuilder::callSidEndingConference))
                    .surestEarliest(
                            time("date_created", Conference::dateCreated, ConferenceBuilder::dateCreated),
                            conference -> conference.answered().createdCertainty())
                    .steady()
                    .latest(time("date_updated", Conference::dateUpdated, ConferenceBuilder::dateUpdated))
                    .latest(time("last_received_at", Conference::lastReceivedAt, ConferenceBuilder::lastReceivedAt))
                    .either(number("sequence_numbers", Conference::sequenceNumbers, ConferenceBuilder::sequenceNumbers))
                    .keep(text("region", Conference::region, ConferenceBuilder::region))
                    .answered()
                    .certaintiesOfAnswers()
                    .knownNulls(Conference.NULLABLE, ConferenceBuilder::answered),
            ConferenceFilter.class,
            ConferenceTable::matching,
            "CF");

    private ConferenceTable() {}

    private static Listing<Conference> matching(Listing<Conference> all, ConferenceFilter filter) {
        return all.whereIndexed("friendly_name", filter.friendlyName())
                .whereIndexed("status", filter.status())
                .during("date_created", filter.dateCreated())
                .during("date_updated", filter.dateUpdated());
    }
}
