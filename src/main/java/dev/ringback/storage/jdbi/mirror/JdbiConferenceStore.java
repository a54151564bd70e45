package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Conference;
import dev.ringback.model.Page;
import dev.ringback.model.Participant;
import dev.ringback.storage.ConferenceQuery;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.ParticipantQuery;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Optional;

/** Tables {@code conference} and {@code participant}. */
public final class JdbiConferenceStore implements ConferenceStore {
    /** A conference of which no event has come yet is taken for running: somebody has just joined it. */
    private static final String LIVE = """
            status = 'connected' AND NOT EXISTS (
              SELECT 1 FROM conference
              WHERE conference.account_sid = participant.account_sid
                AND conference.sid = participant.conference_sid
                AND conference.status = 'completed')""";

    private final Reads reads;

    public JdbiConferenceStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Conference> findConference(String accountSid, String sid) {
        return reads.read(
                "find conference " + sid,
                Listing.of(ConferenceTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Conference> listConferences(ConferenceQuery query) {
        return reads.read(
                "list conferences",
                handle -> Listing.of(ConferenceTable.TABLE, query.accountSid())
                        .whereIndexed("friendly_name", query.filter().friendlyName())
                        .whereIndexed("status", query.filter().status())
                        .during("date_created", "created", query.filter().dateCreated())
                        .during("date_updated", "updated", query.filter().dateUpdated())
                        .page(handle, query.page()));
    }

    @Override
    public Optional<Participant> findParticipant(String accountSid, String conferenceSid, String callSidOrLabel) {
        return reads.read("find participant " + callSidOrLabel, handle -> {
            Optional<Participant> byCall = live(accountSid, conferenceSid)
                    .where("call_sid", callSidOrLabel)
                    .find(handle);
            return byCall.isPresent() || callSidOrLabel.isEmpty()
                    ? byCall
                    : live(accountSid, conferenceSid)
                            .where("label", callSidOrLabel)
                            .find(handle);
        });
    }

    @Override
    public Page<Participant> listParticipants(ParticipantQuery query) {
        return reads.read(
                "list participants of " + query.conferenceSid(),
                handle -> live(query.accountSid(), query.conferenceSid())
                        .where("muted", query.filter().muted())
                        .where("hold", query.filter().hold())
                        .where("coaching", query.filter().coaching())
                        .page(handle, query.page()));
    }

    private static Listing<Participant> live(String accountSid, String conferenceSid) {
        return Listing.of(ParticipantTable.TABLE, "call_sid", accountSid)
                .within("conference_sid", conferenceSid)
                .where(LIVE);
    }
}
