package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Conference;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Participant;
import dev.ringback.model.Participant.Flags;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ConferenceStore} promises. */
public abstract class ConferenceStoreContract extends StorageContract {
    private final String conference = sid("CF");

    @Test
    void emptyStoreAnswersEverything() {
        assertThat(database.conferences().findConference(account, conference)).isEmpty();
        assertThat(database.conferences().findParticipant(account, conference, sid("CA")))
                .isEmpty();
        assertThat(database.conferences().findParticipant(account, conference, ""))
                .isEmpty();
        assertThat(database.conferences().listConferences(new ConferenceQuery(account, PageRequest.first())))
                .isEqualTo(new Page<>(List.of(), false));
        assertThat(participants(PageRequest.first())).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void conferenceComesBackWhole() {
        Conference whole = new Conference(
                account,
                conference,
                progress(2, "completed"),
                "Zoë's room",
                "last-participant-left",
                sid("CA"),
                START,
                START.plusSeconds(1),
                START.plusSeconds(2));
        append(whole);

        assertThat(database.conferences().findConference(account, conference)).contains(whole);
        assertThat(database.conferences().findConference(stranger, conference)).isEmpty();
        assertThat(database.conferences()
                        .listConferences(new ConferenceQuery(account, PageRequest.first()))
                        .items())
                .containsExactly(whole);
    }

    @Test
    void participantIsFoundByCallAndByLabel() {
        Participant whole = participant(
                sid("CA"), 1, "connected", START, new Flags(3, "agent", sid("CA"), true, false, true, false, true));
        append(whole);

        assertThat(database.conferences().findParticipant(account, conference, whole.callSid()))
                .contains(whole);
        assertThat(database.conferences().findParticipant(account, conference, "agent"))
                .contains(whole);
        assertThat(database.conferences().findParticipant(account, conference, "customer"))
                .isEmpty();
        assertThat(database.conferences().findParticipant(account, sid("CF"), "agent"))
                .isEmpty();
        assertThat(database.conferences().findParticipant(stranger, conference, "agent"))
                .isEmpty();
    }

    @Test
    void participantWithoutLabelIsNotFoundByAnEmptyOne() {
        append(participant(sid("CA"), 1, "connected", START));

        assertThat(database.conferences().findParticipant(account, conference, ""))
                .isEmpty();
    }

    @Test
    void onlyLiveParticipantsAreShown() {
        Participant here = participant(sid("CA"), 1, "connected", START);
        Participant left = participant(sid("CA"), 2, "complete", START.plusSeconds(1));
        append(conference(1, "in-progress"), here, left);

        assertThat(participants(PageRequest.first()).items()).containsExactly(here);
        assertThat(database.conferences().findParticipant(account, conference, left.callSid()))
                .isEmpty();
        assertThat(participants(PageRequest.first().after(left.callSid())).items())
                .as("whoever pages on from somebody who has left meanwhile")
                .containsExactly(here);
        assertThatThrownBy(() -> participants(PageRequest.first().after(sid("CA"))))
                .isInstanceOf(UnknownAnchorException.class);
    }

    @Test
    void endedConferenceHasNoParticipants() {
        Participant here = participant(sid("CA"), 1, "connected", START);
        append(conference(2, "completed"), here);

        assertThat(participants(PageRequest.first()).items()).isEmpty();
        assertThat(database.conferences().findParticipant(account, conference, here.callSid()))
                .isEmpty();
    }

    @Test
    void participantsArePagedByTheirCalls() {
        Participant oldest = participant(sid("CA"), 1, "connected", START);
        Participant middle = participant(sid("CA"), 1, "connected", START.plusSeconds(1));
        Participant newest = participant(sid("CA"), 1, "connected", START.plusSeconds(2));
        append(newest, oldest, middle);

        assertThat(participants(PageRequest.first(2))).isEqualTo(new Page<>(List.of(newest, middle), true));
        assertThat(participants(PageRequest.first(2).after(middle.callSid())))
                .isEqualTo(new Page<>(List.of(oldest), false));
    }

    @Test
    void participantMayJoinAgain() {
        String call = sid("CA");
        append(participant(call, 5, "complete", START), participant(call, 1, "connected", START));
        assertThat(participants(PageRequest.first()).items()).isEmpty();

        append(participant(call, 6, "connected", START));
        assertThat(participants(PageRequest.first()).items()).hasSize(1);
    }

    @Test
    void flagsMoveTogetherAndApartFromTheStatus() {
        String call = sid("CA");
        Flags muted = new Flags(7, null, null, true, false, false, false, false);
        Flags held = new Flags(4, "agent", sid("CA"), false, true, true, true, true);
        append(participant(call, 1, "connected", START, muted), participant(call, 2, "connected", START, held));

        Participant merged = database.conferences()
                .findParticipant(account, conference, call)
                .orElseThrow();
        assertThat(merged.flags()).isEqualTo(muted);
        assertThat(merged.progress().position()).isEqualTo(2);
    }

    private Page<Participant> participants(PageRequest page) {
        return database.conferences().listParticipants(new ParticipantQuery(account, conference, page));
    }

    private Conference conference(long position, String status) {
        return new Conference(account, conference, progress(position, status), null, null, null, START, START, START);
    }

    private Participant participant(String callSid, long position, String status, Instant at) {
        return participant(callSid, position, status, at, new Flags(-1, null, null, false, false, false, false, false));
    }

    private Participant participant(String callSid, long position, String status, Instant at, Flags flags) {
        return new Participant(account, conference, callSid, progress(position, status), flags, at, at, at);
    }
}
