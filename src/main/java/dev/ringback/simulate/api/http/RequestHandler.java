package dev.ringback.simulate.api.http;

import dev.ringback.simulate.api.state.Chance;
import dev.ringback.simulate.api.state.Conditions;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.TwilioException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request, or lets it fail as it is meant to: credentials first, then the limit of concurrent requests, then what goes wrong by
 * plan or chance, then the resource. Every answer tells in {@code Twilio-Concurrent-Requests}, {@code Twilio-Request-Duration} and
 * {@code Twilio-Request-Id} what Twilio's do.
 */
final class RequestHandler {
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

    /** Where media are redirected to, at Twilio a host of its own whose addresses need no credentials. */
    private static final String CONTENT = "/media/";

    private final Routes routes;
    private final Credentials credentials;
    private final Conditions conditions;
    private final Chance chance;
    private final Faults faults;
    private final Requests requests;
    private final Pause pause;
    private final Gate gate = new Gate();

    /** Waits, but no longer than the server runs. */
    interface Pause {
        void forAbout(Duration time);
    }

    RequestHandler(Routes routes, World world, Faults faults, Requests requests, Pause pause) {
        this.routes = routes;
        this.credentials = new Credentials(world.accounts());
        this.conditions = world.conditions();
        this.chance = world.chance();
        this.faults = faults;
        this.requests = requests;
        this.pause = pause;
    }

    Answer answer(IncomingRequest request) {
        if (request.path().startsWith(CONTENT)) {
            return Answer.of(200, "image/jpeg", request.path());
        }
        long start = System.nanoTime();
        RecordedRequest recorded = requests.came(request);
        Answer answer;
        try {
            Caller caller = credentials.caller(request.authorization());
            answer = answer(request, recorded, caller);
        } catch (ApiError refused) {
            answer = ErrorBody.answer(refused, request.path())
                    .with("WWW-Authenticate", "Basic realm=\"Twilio API\"")
                    .with("Twilio-Concurrent-Requests", "0");
        }
        recorded.answered(answer.status());
        double seconds = (System.nanoTime() - start) / 1e9;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return answer.with("Twilio-Request-Duration", String.format(Locale.ROOT, "%.3f", seconds))
                .with("Twilio-Request-Id", "RQ%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    private Answer answer(IncomingRequest request, RecordedRequest recorded, Caller caller) {
        String accountSid = caller.account().sid();
        int underWay = gate.enter(accountSid);
        try {
            requests.concurrent(accountSid, underWay);
            return limited(request, recorded, caller, underWay)
                    .with("Twilio-Concurrent-Requests", Integer.toString(underWay));
        } finally {
            gate.leave(accountSid);
        }
    }

    private Answer limited(IncomingRequest request, RecordedRequest recorded, Caller caller, int underWay) {
        int most = conditions.maxConcurrent();
        if (most > 0 && underWay > most) {
            Answer refused = ErrorBody.answer(ApiError.tooManyRequests(), request.path());
            Duration retryAfter = conditions.retryAfter();
            return retryAfter == null ? refused : refused.with("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        pause.forAbout(latency());
        Optional<Fault> fault = faults.take(recorded);
        Answer answer = fault.flatMap(any -> any.instead(request)).orElseGet(() -> done(request, caller));
        Answer given = fault.map(any -> any.afterwards(request, answer)).orElse(answer);
        if (given.ending() == Answer.Ending.SILENT) {
            // It counts as a request under way for as long as somebody waits for it.
            pause.forAbout(Duration.ofMinutes(10));
            return Answer.cut();
        }
        return given;
    }

    private Duration latency() {
        long least = conditions.leastLatency().toMillis();
        long most = conditions.mostLatency().toMillis();
        return Duration.ofMillis(
                most > least ? ThreadLocalRandom.current().nextLong(least, most + 1) : Math.max(least, 0));
    }

    private Answer done(IncomingRequest request, Caller caller) {
        try {
            if (chance.hits(conditions.serverErrors())) {
                throw chance.hits(0.5)
                        ? ApiError.serverError()
                        : ApiError.of(503, 20503, "Service is temporarily unavailable");
            }
            Routes.Match match = routes.find(request);
            ApiRequest asked = new ApiRequest(request, caller, match.variables());
            credentials.checkOpens(caller, asked.accountSid());
            credentials.checkMay(caller, request.method());
            return match.endpoint().answer(asked);
        } catch (ApiError refused) {
            return ErrorBody.answer(refused, request.path());
        } catch (TwilioException refused) {
            return ErrorBody.answer(ApiError.of(refused), request.path());
        } catch (RuntimeException failed) {
            log.error("the stand-in could not answer {}", request, failed);
            return ErrorBody.answer(ApiError.serverError(), request.path());
        }
    }
}
