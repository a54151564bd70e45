package dev.ringback.dashboard.operations;

import dev.ringback.dashboard.frame.SilenceAddress;
import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.forward.mute.SilenceDraft;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Action;
import dev.ringback.model.Parameters;
import dev.ringback.model.Silence;
import dev.ringback.query.Caller;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.SilenceStore;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Objects;

/** Does what the forms of the page ask for, as the API does. Safe for use by many threads. */
public final class OperationsActions {
    private final Commands commands;
    private final SilenceStore silences;
    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    /** @param commands of the API, which check the caller and write down who has done what */
    public OperationsActions(Commands commands, SilenceStore silences, Rules rules, AuditTrail audit, Clock clock) {
        this.commands = commands;
        this.silences = silences;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Holds commands of the API whose paths name what they are about as {@code id}.
     *
     * @param form reads the form of a request
     */
    public record Commands(
            Handler replayQuarantine,
            Handler replayDelivery,
            Handler endSilence,
            Handler cancelJob,
            Handler resumeJob,
            FormReader form) {}

    /** Reads the form of a request, which may not be large. */
    @FunctionalInterface
    public interface FormReader {
        Parameters of(Context ctx);
    }

    public Handler replayQuarantine() {
        return Outcome.of(
                commands.replayQuarantine(), "The quarantine was checked again: what is proved now was taken in.");
    }

    public Handler replayDelivery() {
        return Outcome.of(commands.replayDelivery(), "The delivery is sent again.");
    }

    public Handler endSilence() {
        return Outcome.of(commands.endSilence(), "The silence is over.");
    }

    public Handler cancelJob() {
        return Outcome.of(commands.cancelJob(), "The job ends as soon as it can.");
    }

    public Handler resumeJob() {
        return Outcome.of(commands.resumeJob(), "The job goes on.");
    }

    public Handler silence() {
        return Outcome.of(this::silence, "The silence holds.");
    }

    private void silence(Context ctx) {
        Caller caller = Caller.of(ctx);
        caller.needsEverything();
        Parameters form = commands.form().of(ctx);
        SilenceDraft draft = new SilenceDraft(
                text(form, SilenceAddress.RULE),
                form.stream()
                        .filter(field -> field.name().equals(SilenceAddress.MATCHER))
                        .flatMap(field -> field.value().lines())
                        .map(String::strip)
                        .filter(matcher -> !matcher.isEmpty())
                        .toList(),
                null,
                null,
                text(form, "for"),
                caller.credential(),
                text(form, "comment"));
        try {
            Silence silence = silences.add(draft.silence(rules, clock.instant()));
            audit.record(caller.actor(), Action.SILENCE, silence.summary(), 1);
        } catch (InvalidSilenceException invalid) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST, "The silence's " + invalid.field() + " " + invalid.problem());
        }
    }

    private static String text(Parameters form, String name) {
        return Objects.requireNonNullElse(form.text(name), "");
    }
}
