package dev.ringback.web.handler;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobConflictException;
import dev.ringback.jobs.JobControl;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobRunner;
import dev.ringback.model.Action;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.DeliveryHandler;
import dev.ringback.query.JobJson;
import dev.ringback.query.KnownParameters;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.JobStore.Added;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds, cancels and resumes jobs. For callers only whose credentials open every account: jobs are about all of them. */
public final class JobCommandHandler {
    private static final String KIND = "Kind";

    private final JobRunner runner;
    private final JobControl control;
    private final JobStore jobs;
    private final AuditTrail audit;

    public JobCommandHandler(JobRunner runner, JobControl control, JobStore jobs, AuditTrail audit) {
        this.runner = runner;
        this.control = control;
        this.jobs = jobs;
        this.audit = audit;
    }

    /**
     * Answers 201 with the new job; 400 for a kind that this version cannot do, or not so; 403 for one that the caller's role may not ask for; 409 while
     * the settings do not let it be done, or another does the same.
     */
    public void create(Context ctx) {
        Caller caller = Caller.of(ctx);
        caller.needsEverything();
        Parameters form = FormBody.parse(SmallBody.read(ctx)).parameters();
        String kind = form.get(KIND);
        if (kind == null) {
            throw missing(KIND);
        }
        JobKind known = runner.kind(kind)
                .orElseThrow(() -> TwilioException.invalidParameter(KIND, kind, "one of " + names(runner.kinds())));
        caller.needs(known.least());
        KnownParameters.check(form, name -> name.equals(KIND) || known.fields().contains(name), allFields());
        String parameters = parameters(known, form);
        refuseImpossible(known);
        Added added = control.add(known, parameters, caller.actor().credential());
        Job job = added.job();
        if (!added.isNew()) {
            throw new TwilioException(
                    TwilioError.CONFLICT,
                    "Job " + job.id() + " does this already, and is "
                            + job.state().text() + ": see " + ctx.path() + "/" + job.id());
        }
        audit.record(caller.actor(), Action.JOB_START, kind + ", job " + job.id(), 1);
        ctx.status(201).contentType(JsonFormat.CONTENT_TYPE).result(JobJson.one(job));
    }

    private static String names(List<JobKind> kinds) {
        return kinds.stream().map(JobKind::name).collect(Collectors.joining(", "));
    }

    private String allFields() {
        return runner.kinds().stream()
                .map(kind -> "a job of kind " + kind.name() + " takes "
                        + String.join(
                                ", ",
                                Stream.concat(Stream.of(KIND), kind.fields().stream())
                                        .toList()))
                .collect(Collectors.joining("; "));
    }

    private static void refuseImpossible(JobKind kind) {
        String obstacle = kind.obstacle();
        if (obstacle != null) {
            throw new TwilioException(
                    TwilioError.CONFLICT, "A job of kind " + kind.name() + " cannot be done now: " + obstacle);
        }
    }

    private static @Nullable String parameters(JobKind kind, Parameters form) {
        try {
            return kind.parameters(form);
        } catch (InvalidJobException invalid) {
            String value = form.get(invalid.parameter());
            throw value == null
                    ? missing(invalid.parameter())
                    : TwilioException.invalidParameter(invalid.parameter(), value, invalid.expected());
        }
    }

    private static TwilioException missing(String parameter) {
        return new TwilioException(TwilioError.BAD_REQUEST, "Parameter " + parameter + " is missing in the form");
    }

    /** Answers with the job as it is now; one that is finished stays as it is. 404 when there is none of that id. */
    public void cancel(Context ctx) {
        Caller.of(ctx).needsEverything();
        long id = DeliveryHandler.id(ctx);
        changed(ctx, Action.JOB_CANCEL, jobs.find(id), control.cancel(id));
    }

    /**
     * Answers with the job, which waits to be done again if it had failed or was canceled. 404 when there is none of that id; 409 while it is still
     * ending, the settings do not let it be done, or another does the same.
     */
    public void resume(Context ctx) {
        Caller caller = Caller.of(ctx);
        caller.needsEverything();
        long id = DeliveryHandler.id(ctx);
        Optional<Job> before = jobs.find(id);
        Optional<JobKind> known = before.flatMap(job -> runner.kind(job.kind()));
        known.ifPresent(kind -> caller.needs(kind.least()));
        if (before.filter(JobCommandHandler::isResumable).isPresent()) {
            known.ifPresent(JobCommandHandler::refuseImpossible);
        }
        try {
            changed(ctx, Action.JOB_RESUME, before, control.resume(id));
        } catch (JobConflictException conflict) {
            throw new TwilioException(TwilioError.CONFLICT, conflict.sentence());
        }
    }

    private static boolean isResumable(Job job) {
        return job.state() == JobState.FAILED || job.state() == JobState.CANCELED;
    }

    /** Notes in the audit that nothing was changed, where the job is as it was. */
    private void changed(Context ctx, Action action, Optional<Job> before, Optional<Job> after) {
        Job job = after.orElseThrow(() -> TwilioException.notFound(ctx.path()));
        audit.record(
                Caller.of(ctx).actor(),
                action,
                job.kind() + ", job " + job.id(),
                JobControl.isUnchanged(before, job) ? 0 : 1);
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(JobJson.one(job));
    }
}
