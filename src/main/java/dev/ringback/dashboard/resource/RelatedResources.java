package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.resource.ResourcePageView.Related;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.query.Timeline;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.Database;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.twilio.rest.CallViews;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to a resource: the legs of a call, its recordings and conference, and what an alert is about. */
final class RelatedResources {
    private static final int MOST = 20;

    private final ResourceStore resources;
    private final VaultLedger vault;

    RelatedResources(Database database) {
        this.resources = database.resources();
        this.vault = database.vault();
    }

    /** Finds all that has a page. */
    List<Related> of(Resource resource, String sid, Timeline timeline, Frame frame) {
        Set<String> sids = new LinkedHashSet<>();
        named(resource).forEach(sids::add);
        below(resource, sid).forEach(sids::add);
        timeline.entries().stream().map(entry -> entry.logged().event().sid()).forEach(sids::add);
        return sids.stream()
                .filter(other -> !other.isEmpty() && !other.equals(sid))
                .flatMap(other -> related(other, frame).stream())
                .limit(MOST)
                .toList();
    }

    private static Stream<String> named(Resource resource) {
        if (resource instanceof Call call) {
            return present(call.parentCallSid());
        }
        if (resource instanceof Recording recording) {
            return Stream.concat(present(recording.callSid()), present(recording.conferenceSid()));
        }
        return resource instanceof Alert alert ? present(alert.resourceSid()) : Stream.empty();
    }

    private static Stream<String> present(@Nullable String sid) {
        return Stream.ofNullable(sid);
    }

    private Stream<String> below(Resource resource, String sid) {
        String accountSid = resource.accountSid();
        PageRequest first = PageRequest.first(MOST);
        if (resource instanceof Call) {
            CallFilter legs = new CallFilter(null, null, sid, Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS);
            return Stream.concat(
                    resources.list(accountSid, legs, first).items().stream().map(Call::sid),
                    recordings(accountSid, new RecordingFilter(sid, null, TimeRange.ALWAYS, true)));
        }
        return sid.startsWith("CF")
                ? recordings(accountSid, new RecordingFilter(null, sid, TimeRange.ALWAYS, true))
                : Stream.empty();
    }

    private Stream<String> recordings(String accountSid, RecordingFilter filter) {
        return resources.list(accountSid, filter, PageRequest.first(MOST)).items().stream()
                .map(Recording::sid);
    }

    private Optional<Related> related(String sid, Frame frame) {
        Optional<String> link = Addresses.of(frame, sid);
        Optional<? extends Resource> found =
                link.isEmpty() ? Optional.empty() : resources.find(frame.accountSid(), sid);
        return found.map(resource -> new Related(Addresses.noun(sid), sid, link.orElseThrow(), status(resource)));
    }

    private static Status status(Resource resource) {
        if (resource instanceof Call call) {
            return Status.of(CallViews.status(call));
        }
        return resource instanceof Alert alert
                ? Status.of(alert.logLevel())
                : Status.of(resource.progress().status());
    }

    /** Returns the address of a recording's sound where the vault has it. */
    Optional<String> sound(String accountSid, Resource resource, String sid) {
        if (!(resource instanceof Recording)) {
            return Optional.empty();
        }
        return Stream.of("mp3", "wav")
                .filter(format -> vault.find(accountSid, VaultKind.RECORDING, sid, format)
                        .map(VaultObject::state)
                        .filter(VaultState.COPIED::equals)
                        .isPresent())
                .findFirst()
                .map(format -> "/2010-04-01/Accounts/" + accountSid + "/Recordings/" + sid + '.' + format);
    }
}
