package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventRequests;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.http.OutboundHttp;
import dev.ringback.forward.notice.Briefings;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.Links;
import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.util.ArrayList;
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
        Escalation escalation = new Escalation(
                database.deliveries(),
                options.receivers().stream().map(ReceiverSettings::name).toList(),
                fallbacks);
        Retries retries = new Retries(new Random()::nextDouble);
        ErrorCatalogue catalogue = ErrorCatalogue.shipped();
        for (ReceiverSettings receiver : options.receivers()) {
            Carrier carrier = new NoticeCarrier(
                    receiver.opening().apply(http), new Briefings(catalogue, links, receiver.templates()));
            lanes.add(
                    new Lane(receiver.name(), 1, carrier, database.deliveries(), retries, escalation, metrics, clock));
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
                    metrics,
                    clock));
        }
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
