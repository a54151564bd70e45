package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventRequests;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.rule.Rule;
import dev.ringback.model.Accounts;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs a worker for each receiver and target, and one for adopted callback URLs. */
final class DeliveryWorkers implements AutoCloseable {
    private final List<DeliveryWorker> workers = new ArrayList<>();

    /** Makes the workers without starting them. */
    DeliveryWorkers(
            ForwardOptions options,
            Database database,
            OutboundHttp http,
            NoticeLinks links,
            Accounts accounts,
            SealedCallbacks callbacks,
            DeliveryMetrics metrics,
            Clock clock) {
        Map<String, String> fallbacks = new HashMap<>();
        options.receivers()
                .forEach(receiver -> receiver.fallback().ifPresent(to -> fallbacks.put(receiver.name(), to)));
        FallbackReceivers others = new FallbackReceivers(
                options.receivers().stream().map(ReceiverSettings::name).toList(), fallbacks);
        Escalation escalation = new Escalation(database.deliveries(), others);
        List<ReceiverFailure> failures = database.deliveries().failures();
        RetryPolicy retries = new RetryPolicy(new Random()::nextDouble);
        ErrorCatalogue catalogue = ErrorCatalogue.shipped();
        for (ReceiverSettings receiver : options.receivers()) {
            DeliverySender sender = new NoticeSender(
                    receiver.opening().apply(http),
                    new NoticeRenderer(catalogue, links, receiver.templates()),
                    database.generation());
            workers.add(new DeliveryWorker(
                    receiver.name(),
                    1,
                    sender,
                    database.deliveries(),
                    retries,
                    escalation,
                    new ReceiverHealth(
                            ReceiverHealth.known(failures, receiver.name()),
                            patience(options, receiver.name()),
                            others,
                            catalogue,
                            database.deliveries()),
                    metrics,
                    clock));
        }
        EventRequests requests = new EventRequests(accounts);
        for (EventTarget target : options.targets()) {
            DeliverySender sender = new EventSender(target, requests, http, database.log());
            workers.add(new DeliveryWorker(
                    target.name(),
                    target.concurrency(),
                    sender,
                    database.deliveries(),
                    retries,
                    escalation,
                    new ReceiverHealth(
                            ReceiverHealth.known(failures, target.name()),
                            Rule.DEFAULT_GROUP_INTERVAL,
                            others,
                            catalogue,
                            database.deliveries()),
                    metrics,
                    clock));
        }
        if (options.callbacks()) {
            workers.add(new DeliveryWorker(
                    ForwardOptions.CALLBACKS,
                    CallbackSender.CONCURRENCY,
                    new CallbackSender(accounts, callbacks, http, database.log(), retries, clock),
                    database.deliveries(),
                    retries,
                    escalation,
                    new ReceiverHealth(
                            ReceiverHealth.known(failures, ForwardOptions.CALLBACKS),
                            Rule.DEFAULT_GROUP_INTERVAL,
                            others,
                            catalogue,
                            database.deliveries()),
                    metrics,
                    clock));
        }
    }

    /** Returns the shortest group_interval of the rules that name a receiver, which is how often its notices come. */
    private static Duration patience(ForwardOptions options, String receiver) {
        return options.rules().all().stream()
                .filter(rule -> rule.receivers().contains(receiver))
                .map(Rule::groupInterval)
                .min(Comparator.naturalOrder())
                .orElse(Rule.DEFAULT_GROUP_INTERVAL);
    }

    void start() {
        workers.forEach(DeliveryWorker::start);
    }

    /** Tells all workers that there may be new deliveries. */
    void wake() {
        workers.forEach(DeliveryWorker::wake);
    }

    @Override
    public void close() {
        // Told all at once, so that the patience of each runs beside that of the others.
        workers.forEach(DeliveryWorker::stop);
        workers.forEach(DeliveryWorker::close);
    }
}
