package dev.ringback.forward.delivery;

import dev.ringback.forward.event.CallbackRequests;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.EventLog;
import dev.ringback.twilio.adopted.AdoptedCallback;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the adopted callback URLs that are sealed in them. Many hosts are behind this one receiver, so one that fails is left alone for a while by
 * itself, and says nothing of the others.
 */
final class CallbackSender implements DeliverySender {
    private static final Logger log = LoggerFactory.getLogger(CallbackSender.class);

    /** How many requests may be under way at once, to all hosts together. */
    static final int CONCURRENCY = 32;

    private final Accounts accounts;
    private final SealedCallbacks callbacks;
    private final OutboundHttp http;
    private final EventDeliveries events;
    private final FailingHosts failingHosts;
    private final Clock clock;

    CallbackSender(
            Accounts accounts,
            SealedCallbacks callbacks,
            OutboundHttp http,
            EventLog events,
            RetryPolicy retries,
            Clock clock) {
        this.accounts = accounts;
        this.callbacks = callbacks;
        this.http = http;
        this.events = new EventDeliveries(events);
        this.failingHosts = new FailingHosts(retries);
        this.clock = clock;
    }

    @Override
    public Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries) {
        return events.prepare(deliveries, (delivery, event) -> send(event));
    }

    private Reply send(@Nullable LoggedEvent logged) {
        if (logged == null) {
            return Reply.unsendable("the event is no longer in the log");
        }
        Event event = logged.event();
        Optional<Account> account = accounts.find(event.accountSid());
        if (account.isEmpty()) {
            return Reply.unsendable("account " + event.accountSid() + " is not in the settings any more");
        }
        Optional<AdoptedCallback> callback = callbacks.in(event);
        if (callback.isEmpty()) {
            return Reply.unsendable(
                    "the URL is no longer in the log, or no auth token of the account opens it any more");
        }
        return send(callback.get(), event, account.get());
    }

    private Reply send(AdoptedCallback callback, Event event, Account account) {
        String host = callback.url().getRawAuthority();
        String shown = callback.url().getHost();
        Optional<Duration> pause = failingHosts.begin(host, clock.instant());
        if (pause.isPresent()) {
            return ofAddress(shown, new Reply(Outcome.FAILED, "left alone after other failures", pause.get()));
        }
        Reply reply = attempt(callback, event, account);
        failingHosts.end(host, reply, clock.instant());
        return ofAddress(shown, reply);
    }

    private Reply attempt(AdoptedCallback callback, Event event, Account account) {
        try {
            return HttpReplies.send(http, CallbackRequests.request(callback, event, account));
        } catch (RuntimeException defect) {
            // Without its message, which may hold the URL.
            String what = defect.getClass().getSimpleName();
            log.error("a callback about {} cannot be sent: {}", event.sid(), what);
            return Reply.failed("it cannot be sent: " + what);
        }
    }

    private static Reply ofAddress(String host, Reply reply) {
        return new Reply(
                reply.outcome(),
                host + ": " + reply.reason(),
                reply.retryAfter(),
                reply.outcome() == Outcome.DELIVERED ? Reply.Fault.NONE : Reply.Fault.ADDRESS);
    }
}
