package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Participant;
import dev.ringback.model.Participant.Flags;
import dev.ringback.model.ParticipantBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests what {@link ResourceStore} promises of conferences and participants. */
public abstract class ConferenceStoreContract extends StorageContract {
    private final String conference = sid("CF");

    @Test
    void emptyStoreAnswersEverything() {
        assertThat(database.resources().find(Conference.class, account, conference))
                .isEmpty();
        assertThat(byCall(account, conference, sid("CA"))).isEmpty();
        assertThat(byCall(account, conference, "")).isEmpty();
        assertThat(byLabel(account, conference, "")).isEmpty();
        assertThat(database.resources().list(account, ConferenceFilter.NONE, PageRequest.first()))
                .isEqualTo(new Page<>(List.of(), false));
        assertThat(participants(PageRequest.first())).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void conferenceComesBackWhole() {
        Conference whole = ConferenceBuilder.builder()
                .accountSid(account)
                .sid(conference)
                .progress(progress(2, "completed"))
                .friendlyName("Zoë's room")
                .reasonConferenceEnded("last-participant-left")
                .callSidEndingConference(sid("CA"))
                .dateCreated(START)
                .dateUpdated(START.plusSeconds(1))
                .lastReceivedAt(START.plusSeconds(2))
                .build();
        append(whole);

        assertThat(database.resources().find(Conference.class, account, conference))
                .contains(whole);
        assertThat(database.resources().find(Conference.class, stranger, conference))
                .isEmpty();
        assertThat(database.resources()
                        .list(account, ConferenceFilter.NONE, PageRequest.first())
                        .items())
                .containsExactly(whole);
    }

    @Test
    void participantIsFoundByCallAndByLabel() {
        Participant whole = participant(
                sid("CA"), 1, "connected", START, new Flags(3, "agent", sid("CA"), true, false, true, false, true));
        append(whole);

        assertThat(byCall(account, conference, whole.callSid())).contains(whole);
        assertThat(byLabel(account, conference, "agent")).contains(whole);
        assertThat(byLabel(account, conference, "customer")).isEmpty();
        assertThat(byLabel(account, sid("CF"), "agent")).isEmpty();
        assertThat(byLabel(stranger, conference, "agent")).isEmpty();
    }

    @Test
    void participantWithoutLabelIsNotFoundByAnEmptyOne() {
        append(participant(sid("CA"), 1, "connected", START));

        assertThat(byLabel(account, conference, "")).isEmpty();
    }

    @Test
    void onlyLiveParticipantsAreShown() {
        Participant here = participant(sid("CA"), 1, "connected", START);
        Participant left = participant(sid("CA"), 2, "complete", START.plusSeconds(1));
        append(conference(1, "in-progress"), here, left);

        assertThat(participants(PageRequest.first()).items()).containsExactly(here);
        assertThat(byCall(account, conference, left.callSid())).isEmpty();
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
        assertThat(byCall(account, conference, here.callSid())).isEmpty();
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

        Participant merged = byCall(account, conference, call).orElseThrow();
        assertThat(merged.flags()).isEqualTo(muted);
        assertThat(merged.progress().position()).isEqualTo(2);
    }

    private Optional<Participant> byCall(String accountSid, String conferenceSid, String callSid) {
        return database.resources()
                .findAny(accountSid, ParticipantFilter.of(conferenceSid).withCallSid(callSid));
    }

    private Optional<Participant> byLabel(String accountSid, String conferenceSid, String label) {
        return database.resources()
                .findAny(accountSid, ParticipantFilter.of(conferenceSid).withLabel(label));
    }

    private Page<Participant> participants(PageRequest page) {
        return database.resources().list(account, ParticipantFilter.of(conference), page);
    }

    private Conference conference(long position, String status) {
        return ConferenceBuilder.builder()
                .accountSid(account)
                .sid(conference)
                .progress(progress(position, status))
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build();
    }

    private Participant participant(String callSid, long position, String status, Instant at) {
        return participant(callSid, position, status, at, new Flags(-1, null, null, false, false, false, false, false));
    }

    private Participant participant(String callSid, long position, String status, Instant at, Flags flags) {
        return ParticipantBuilder.builder()
                .accountSid(account)
                .conferenceSid(conference)
                .callSid(callSid)
                .progress(progress(position, status))
                .flags(flags)
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(at)
                .build();
    }
}
