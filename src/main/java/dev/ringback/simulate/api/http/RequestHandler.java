package dev.ringback.simulate.api.http;

import dev.ringback.simulate.api.state.Chance;
import dev.ringback.simulate.api.state.Conditions;
import dev.ringback.simulate.api.state.Deletions;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.TwilioException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request, or lets it fail as it is meant to: credentials first, then the limit of concurrent requests, then what goes wrong by
 * plan or chance, then the resource. A request counts as under way until its body is sent. Every answer tells in
 * {@code Twilio-Concurrent-Requests}, {@code Twilio-Request-Duration} and {@code Twilio-Request-Id} what Twilio's do.
 */
public final class RequestHandler implements Receiver {
    private static final String CONCURRENT = "Twilio-Concurrent-Requests";
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

    private final Routes routes;
    private final Credentials credentials;
    private final Conditions conditions;
    private final Chance chance;
    private final Deletions deletions;
    private final Faults faults;
    private final Requests requests;
    private final Gate gate = new Gate();

    /** Answers from what that world has. */
    public RequestHandler(Routes routes, World world, Faults faults, Requests requests) {
        this.routes = routes;
        this.credentials = new Credentials(world.accounts());
        this.conditions = world.conditions();
        this.chance = world.chance();
        this.deletions = world.deletions();
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public void receive(IncomingRequest request, Reply reply) throws IOException {
        Sending sending = new Sending(reply, requests.came(request), System.nanoTime());
        if (request.method().equals("DELETE")) {
            deletions.asked(Routes.lastPart(request.path()));
        }
        Caller caller;
        try {
            caller = credentials.caller(request.header("authorization"));
        } catch (ApiError refused) {
            Answer answer = ErrorBody.answer(refused, request.path())
                    .with("WWW-Authenticate", "Basic realm=\"Twilio API\"")
                    .with(CONCURRENT, "0");
            sending.send(answer, () -> {});
            return;
        }
        String accountSid = caller.account().sid();
        Gate.Place place = gate.enter(accountSid);
        try {
            requests.concurrent(accountSid, place.underWay());
            Answer answer = limited(request, reply, sending.recorded(), caller, place.underWay());
            sending.send(answer.with(CONCURRENT, Integer.toString(place.underWay())), place::leave);
        } finally {
            place.leave();
        }
    }

    /** The answer to one request on its way. */
    private record Sending(Reply reply, RecordedRequest recorded, long start) {
        void send(Answer answer, Runnable beforeEnd) throws IOException {
            recorded.answered(answer.status());
            double seconds = (System.nanoTime() - start) / 1e9;
            ThreadLocalRandom random = ThreadLocalRandom.current();
            reply.send(
                    recorded.counted(answer)
                            .with("Twilio-Request-Duration", String.format(Locale.ROOT, "%.3f", seconds))
                            .with("Twilio-Request-Id", "RQ%016x%016x".formatted(random.nextLong(), random.nextLong())),
                    beforeEnd);
        }
    }

    private Answer limited(
            IncomingRequest request, Reply reply, RecordedRequest recorded, Caller caller, int underWay) {
        int most = conditions.maxConcurrent();
        if (most > 0 && underWay > most) {
            Answer refused = ErrorBody.answer(ApiError.tooManyRequests(), request.path());
            Duration retryAfter = conditions.retryAfter();
            return retryAfter == null ? refused : refused.with("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        reply.pause(latency());
        return faults.meet(recorded, request, () -> done(request, caller));
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
