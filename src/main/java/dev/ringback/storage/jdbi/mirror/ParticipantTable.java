package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Participant;
import dev.ringback.model.Participant.Flags;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code participant}. Its flags are a second group that moves as a whole, in the conference's order. */
final class ParticipantTable {
    static final Table<Participant> TABLE = new Table<>(
            "participant",
            Merge.<Participant>into("participant")
                    .key("account_sid", Participant::accountSid)
                    .key("conference_sid", Participant::conferenceSid)
                    .key("call_sid", Participant::callSid)
                    .progress()
                    .ordered(List.of(
                            flag("flags_position", Flags::position),
                            flag("label", flags -> emptyIfNull(flags.label())),
                            flag("call_sid_to_coach", flags -> emptyIfNull(flags.callSidToCoach())),
                            flag("muted", Flags::muted),
                            flag("hold", Flags::hold),
                            flag("coaching", Flags::coaching),
                            flag("end_conference_on_exit", Flags::endConferenceOnExit),
                            flag("start_conference_on_enter", Flags::startConferenceOnEnter)))
                    .earliest("date_created", Participant::dateCreated)
                    .latest("date_updated", Participant::dateUpdated)
                    .latest("last_received_at", Participant::lastReceivedAt),
            row -> new Participant(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.progress(),
                    flags(row),
                    row.time(),
                    row.time(),
                    row.time()));

    private ParticipantTable() {}

    private static Column<Participant> flag(String name, Column.Value<Flags> value) {
        return new Column<>(name, participant -> value.of(participant.flags()));
    }

    private static Flags flags(Row row) throws SQLException {
        return new Flags(
                row.number(),
                row.textOrNullIfEmpty(),
                row.textOrNullIfEmpty(),
                row.truth(),
                row.truth(),
                row.truth(),
                row.truth(),
                row.truth());
    }

    /** Null cannot be compared; an empty label or SID does not exist. */
    private static String emptyIfNull(@Nullable String text) {
        return text == null ? "" : text;
    }
}
