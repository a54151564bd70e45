package dev.ringback.dashboard.now;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.SilenceAddress;
import dev.ringback.dashboard.now.NowView.Trouble;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.dashboard.text.State;
import dev.ringback.forward.group.FiringGroups;
import dev.ringback.forward.rule.Label;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.query.Caller;
import dev.ringback.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds what is wrong at present. What is not of one account is told to those alone whose credentials open all accounts. */
final class Troubles {
    private static final int MOST_GROUPS = 20;

    private final Database database;
    private final FiringGroups groups;
    private final ErrorCodes errors;

    Troubles(Database database, ErrorCodes errors) {
        this.database = database;
        this.errors = errors;
        this.groups = new FiringGroups(database.forward());
    }

    List<Trouble> of(Caller caller, MirrorState.Trust trust, Frame frame, Instant now) {
        List<Trouble> found = new ArrayList<>();
        if (caller.opensEverything()) {
            receivers(found, frame, now);
            firing(found, frame, now);
            quarantine(found, frame);
        }
        if (trust.refusedAccounts() > 0) {
            found.add(new Trouble(
                    State.BAD,
                    "Twilio refuses the credentials of " + Numbers.counted(trust.refusedAccounts(), "account"),
                    "Nothing is asked of Twilio for them meanwhile.",
                    frame.link("/operations")));
        }
        if (trust.apiDegraded()) {
            found.add(new Trouble(
                    State.WARNING,
                    "Twilio's status page says that its API is degraded",
                    "Repair and backfill wait until that is over.",
                    frame.link("/operations")));
        }
        if (trust.inDoubt() > 0) {
            found.add(new Trouble(
                    State.WARNING,
                    Numbers.counted(trust.inDoubt(), "thing") + " in doubt in the mirror",
                    "They should have ended by now, or something is missing about them.",
                    frame.link("/operations")));
        }
        return found;
    }

    private void receivers(List<Trouble> found, Frame frame, Instant now) {
        for (ReceiverFailure failure : database.deliveries().failures()) {
            Instant since = failure.since();
            if (since != null) {
                found.add(new Trouble(
                        State.BAD,
                        "Nothing reaches " + failure.receiver() + " for " + Spans.rough(Duration.between(since, now)),
                        failure.reason(),
                        frame.link("/operations")));
            }
        }
    }

    private void firing(List<Trouble> found, Frame frame, Instant now) {
        groups.all().stream().limit(MOST_GROUPS).forEach(group -> {
            found.add(new Trouble(
                    State.BAD,
                    "Alert " + group.rule() + labels(group.labels()),
                    meaning(group.labels()) + Numbers.counted(group.occurrences(), "occurrence") + " for "
                            + Spans.rough(Duration.between(group.since(), now))
                            + (group.receivers().isEmpty() ? "" : ", told to " + String.join(", ", group.receivers())),
                    frame.link(SilenceAddress.of(group.rule(), group.labels())) + "#silences"));
        });
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + " " + (label.getValue().isEmpty() ? "none" : label.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private String meaning(Map<String, String> labels) {
        String meaning = errors.meaning(labels.get(Label.ERROR_CODE.value()));
        return meaning.isEmpty() ? "" : meaning + ", ";
    }

    private void quarantine(List<Trouble> found, Frame frame) {
        long requests = database.quarantine().size().requests();
        if (requests > 0) {
            found.add(new Trouble(
                    State.WARNING,
                    Numbers.counted(requests, "webhook") + " in quarantine",
                    "Their signature could not be proved.",
                    frame.link("/operations")));
        }
    }
}
