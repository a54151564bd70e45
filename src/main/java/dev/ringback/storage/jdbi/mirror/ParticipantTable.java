package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.flag;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.number;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.textOrEmpty;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Participant;
import dev.ringback.model.Participant.Flags;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.storage.ParticipantFilter;
import java.util.List;
import java.util.function.Function;

/** Table {@code participant}. Its flags are a second group that moves as a whole, in the conference's order. */
final class ParticipantTable {
    /** A conference of which no event has come yet is taken for running: somebody has just joined it. */
    private static final String LIVE = """
            status IN ('queued', 'connecting', 'ringing', 'connected') AND NOT EXISTS (
              SELECT 1 FROM conference
              WHERE conference.account_sid = participant.account_sid
                AND conference.sid = participant.conference_sid
                AND conference.status = 'completed')""";

    static final Table<Participant> TABLE = Table.of(
            Participant.class,
            Builders::create,
            Builders::build,
            Merge.<Participant, Builders>into("participant")
                    .key(own(text("account_sid", Participant::accountSid, ParticipantBuilder::accountSid)))
                    .key(own(text("conference_sid", Participant::conferenceSid, ParticipantBuilder::conferenceSid)))
                    .key(own(text("call_sid", Participant::callSid, ParticipantBuilder::callSid)))
                    .progress((builders, progress) -> builders.own().progress(progress))
                    .ordered(List.of(
                            flags(number("flags_position", Flags::position, ParticipantFlagsBuilder::position)),
                            flags(textOrEmpty("label", Flags::label, ParticipantFlagsBuilder::label)),
                            flags(textOrEmpty(
                                    "call_sid_to_coach",
                                    Flags::callSidToCoach,
                                    ParticipantFlagsBuilder::callSidToCoach)),
                            flags(flag("muted", Flags::muted, ParticipantFlagsBuilder::muted)),
                            flags(flag("hold", Flags::hold, ParticipantFlagsBuilder::hold)),
                            flags(flag("coaching", Flags::coaching, ParticipantFlagsBuilder::coaching)),
                            flags(flag(
                                    "end_conference_on_exit",
                                    Flags::endConferenceOnExit,
                                    ParticipantFlagsBuilder::endConferenceOnExit)),
                            flags(flag(
                                    "start_conference_on_enter",
                                    Flags::startConferenceOnEnter,
                                    ParticipantFlagsBuilder::startConferenceOnEnter))))
                    .earliest(own(time("date_created", Participant::dateCreated, ParticipantBuilder::dateCreated)))
                    .latest(own(time("date_updated", Participant::dateUpdated, ParticipantBuilder::dateUpdated)))
                    .latest(own(
                            time("last_received_at", Participant::lastReceivedAt, ParticipantBuilder::lastReceivedAt)))
                    .keep(own(text("queue_time", Participant::queueTime, ParticipantBuilder::queueTime)))
                    .answered(),
            ParticipantFilter.class,
            ParticipantTable::matching);

    /** A participant that is being read, and its flags. */
    private record Builders(ParticipantBuilder own, ParticipantFlagsBuilder flags) {
        static Builders create() {
            return new Builders(ParticipantBuilder.builder(), ParticipantFlagsBuilder.builder());
        }

        Participant build() {
            return own.flags(flags.build()).build();
        }
    }

    private static StoredColumn<Participant, Builders> own(StoredColumn<Participant, ParticipantBuilder> column) {
        return column.within(Function.identity(), Builders::own);
    }

    private static StoredColumn<Participant, Builders> flags(StoredColumn<Flags, ParticipantFlagsBuilder> column) {
        return column.within(Participant::flags, Builders::flags);
    }

    private ParticipantTable() {}

    private static Listing<Participant> matching(Listing<Participant> all, ParticipantFilter filter) {
        Listing<Participant> live = all.within("conference_sid", filter.conferenceSid());
        if (!filter.orGone()) {
            live.where(LIVE);
        }
        if (filter.label() != null) {
            live.where("label <> ''"); // so is the label of those who have none
        }
        return live.where("call_sid", filter.callSid())
                .where("label", filter.label())
                .where("muted", filter.muted())
                .where("hold", filter.hold())
                .where("coaching", filter.coaching());
    }
}
