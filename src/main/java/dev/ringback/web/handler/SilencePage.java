package dev.ringback.web.handler;

import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.forward.mute.SilenceDraft;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.model.Action;
import dev.ringback.model.Actor;
import dev.ringback.model.Parameters;
import dev.ringback.model.Silence;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.SilenceStore;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.FormBody;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ringback/v1/silence?rule=...&matcher=...&signature=...}: the page to which notices link. The signature takes the place of
 * credentials: whoever has the link may silence what it names, and end that again. A GET changes nothing, because chat programs fetch links
 * by themselves.
 */
public final class SilencePage {
    private static final Logger log = LoggerFactory.getLogger(SilencePage.class);

    public static final String PATH = "/ringback/v1/silence";

    /** Name in silences of people who do not say who they are. */
    private static final String NOBODY = "link";

    private final SilenceStore silences;
    private final LinkSignature signature;
    private final AuditTrail audit;
    private final Clock clock;
    private final SilenceHtml html = new SilenceHtml();

    public SilencePage(SilenceStore silences, LinkSignature signature, AuditTrail audit, Clock clock) {
        this.silences = silences;
        this.signature = signature;
        this.audit = audit;
        this.clock = clock;
    }

    /** Names the silences to which a link leads. */
    private record Link(String rule, List<String> matchers) {
        boolean names(Silence silence) {
            return silence.rule().equals(rule) && silence.matchers().equals(matchers);
        }
    }

    /** Shows what the link would silence, and the silences of exactly that. 403 without a valid signature. */
    public void show(Context ctx) {
        Optional<Link> link = link(ctx);
        if (link.isPresent()) {
            answer(ctx, 200, link.get(), "", "");
        } else {
            refuse(ctx);
        }
    }

    /** Silences, or ends a silence, as the form says. 403 without a valid signature, before anything of the body is read. */
    public void change(Context ctx) {
        Optional<Link> link = link(ctx);
        if (link.isEmpty()) {
            refuse(ctx);
            return;
        }
        Parameters form = FormBody.parse(SmallBody.read(ctx)).parameters();
        if (form.has("end")) {
            end(ctx, link.get(), String.valueOf(form.get("end")));
        } else {
            create(ctx, link.get(), form);
        }
    }

    private void create(Context ctx, Link link, Parameters form) {
        Instant now = clock.instant();
        String duration = Objects.requireNonNullElse(form.text("for"), "");
        if (SilenceHtml.DURATIONS.stream().noneMatch(known -> known.value().equals(duration))) {
            answer(ctx, 400, link, "", "Choose for how long.");
            return;
        }
        String name = Objects.requireNonNullElse(form.text("name"), "");
        SilenceDraft draft = new SilenceDraft(
                link.rule(),
                link.matchers(),
                null,
                null,
                duration,
                name.isBlank() ? NOBODY : name,
                Objects.requireNonNullElse(form.text("comment"), ""));
        try {
            Silence silence = silences.add(draft.silence(now));
            audit.record(Actor.link(), Action.SILENCE, silence.summary(), 1);
            log.info("silence {} until {}, by a link", silence.id(), silence.endsAt());
            answer(ctx, 200, link, "Silenced until " + SilenceView.moment(silence.endsAt()) + ".", "");
        } catch (InvalidSilenceException invalid) {
            answer(ctx, 400, link, "", SilenceHtml.problem(invalid));
        }
    }

    private void end(Context ctx, Link link, String id) {
        Instant now = clock.instant();
        Optional<Silence> silence = id.isEmpty() || id.length() > 18 || !Digits.only(id)
                ? Optional.empty()
                : silences.find(Long.parseLong(id)).filter(link::names);
        if (silence.isPresent()) {
            silences.end(silence.get().id(), now)
                    .ifPresent(ended -> audit.record(Actor.link(), Action.SILENCE_END, ended.summary(), 1));
            log.info("silence {} ended, by a link", silence.get().id());
            answer(ctx, 200, link, "The silence is ended.", "");
        } else {
            answer(ctx, 404, link, "", "That silence is not there any more.");
        }
    }

    private Optional<Link> link(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        String rule = query.get("rule");
        List<String> matchers = query.stream()
                .filter(parameter -> parameter.name().equals("matcher"))
                .map(Parameters.Parameter::value)
                .toList();
        String signed = query.get("signature");
        return rule == null || signed == null || !signature.isValid(rule, matchers, signed)
                ? Optional.empty()
                : Optional.of(new Link(rule, matchers));
    }

    private void answer(Context ctx, int status, Link link, String done, String problem) {
        Instant now = clock.instant();
        List<Silence> current =
                silences.endingAfter(now).stream().filter(link::names).toList();
        send(ctx, status, html.page(link.rule(), link.matchers(), current, now, done, problem));
    }

    private void refuse(Context ctx) {
        send(ctx, 403, html.refusal());
    }

    private void send(Context ctx, int status, String page) {
        ctx.status(status)
                .header("Content-Security-Policy", html.contentSecurityPolicy())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .contentType("text/html; charset=utf-8")
                .result(page);
    }
}
