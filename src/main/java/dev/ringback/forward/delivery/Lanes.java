package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventRequests;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.notice.Briefings;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.Links;
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

/** One lane for each receiver and target. */
final class Lanes implements AutoCloseable {
    private final List<Lane> lanes = new ArrayList<>();

    /** Sends nothing yet. */
    Lanes(
            ForwardOptions options,
            Database database,
            OutboundHttp http,
            Links links,
            Accounts accounts,
            DeliveryMetrics metrics,
            Clock clock) {
        Map<String, String> fallbacks = new HashMap<>();
        options.receivers()
                .forEach(receiver -> receiver.fallback().ifPresent(to -> fallbacks.put(receiver.name(), to)));
        Fallbacks others = new Fallbacks(
                options.receivers().stream().map(ReceiverSettings::name).toList(), fallbacks);
        Escalation escalation = new Escalation(database.deliveries(), others);
        List<ReceiverFailure> failures = database.deliveries().failures();
        Retries retries = new Retries(new Random()::nextDouble);
        ErrorCatalogue catalogue = ErrorCatalogue.shipped();
        for (ReceiverSettings receiver : options.receivers()) {
            Carrier carrier = new NoticeCarrier(
                    receiver.opening().apply(http), new Briefings(catalogue, links, receiver.templates()));
            lanes.add(new Lane(
                    receiver.name(),
                    1,
                    carrier,
                    database.deliveries(),
                    retries,
                    escalation,
                    new ReceiverWatch(
                            ReceiverWatch.known(failures, receiver.name()),
                            patience(options, receiver.name()),
                            others,
                            catalogue,
                            database.deliveries()),
                    metrics,
                    clock));
        }
        EventRequests requests = new EventRequests(accounts);
        for (EventTarget target : options.targets()) {
            Carrier carrier = new EventCarrier(target, requests, http, database.forward());
            lanes.add(new Lane(
                    target.name(),
                    target.concurrency(),
                    carrier,
                    database.deliveries(),
                    retries,
                    escalation,
                    new ReceiverWatch(
                            ReceiverWatch.known(failures, target.name()),
                            Rule.DEFAULT_GROUP_INTERVAL,
                            others,
                            catalogue,
                            database.deliveries()),
                    metrics,
                    clock));
        }
    }

    /** The shortest group_interval of the rules that tell a receiver: so often its notices would come. */
    private static Duration patience(ForwardOptions options, String receiver) {
        return options.rules().all().stream()
                .filter(rule -> rule.receivers().contains(receiver))
                .map(Rule::groupInterval)
                .min(Comparator.naturalOrder())
                .orElse(Rule.DEFAULT_GROUP_INTERVAL);
    }

    void start() {
        lanes.forEach(Lane::start);
    }

    /** There may be something new. */
    void wake() {
        lanes.forEach(Lane::wake);
    }

    @Override
    public void close() {
        lanes.parallelStream().forEach(Lane::close);
    }
}
