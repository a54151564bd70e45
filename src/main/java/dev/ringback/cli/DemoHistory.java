package dev.ringback.cli;

import dev.ringback.ingest.EventIntake;
import dev.ringback.ingest.IngestMetrics;
import dev.ringback.ingest.RetentionScreen;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes a month of messages into the demo's database before it is served, as if it had been there all the time: few at night, more on weekdays, and one
 * day on which carriers filtered more than usual.
 */
final class DemoHistory {
    private static final int DAYS = 30;
    private static final int BAD_DAY = 11;
    private static final int[] OF_HOUR = {1, 0, 0, 0, 0, 1, 2, 4, 7, 9, 9, 8, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    private static final Set<EventKind> KINDS = Set.of(EventKind.MESSAGE_STATUS, EventKind.INBOUND_MESSAGE);
    private static final int BATCH = 500;
    private static final int STORIES = 400;
    private static final long SEED = 20_260_101;

    private final CallbackUrl url = CallbackUrl.parse("https://hooks.example.com/twilio");
    private final Random random = new Random(SEED);
    private final Account account;
    private final CallbackReader reader;
    private final Clock clock;
    private final Deque<List<SimulatedCallback>> others = new ArrayDeque<>();
    private final Deque<List<SimulatedCallback>> undelivered = new ArrayDeque<>();
    private long seed = SEED;

    DemoHistory(Account account, Clock clock) {
        this.account = account;
        this.reader = new CallbackReader(new Accounts(List.of(account)));
        this.clock = clock;
    }

    /** Writes it into a database that nobody serves. */
    void write(DatabaseOptions options) {
        try (Database database = Databases.open(options)) {
            // Else everything would be read anew beside the server.
            database.reprojection(Projector.VERSION).begin();
            EventIntake events = new EventIntake(
                    database.events(), new RetentionScreen(null, clock), new IngestMetrics(new SimpleMeterRegistry()));
            List<Entry> entries = new ArrayList<>();
            Instant today = clock.instant().truncatedTo(ChronoUnit.HOURS);
            for (int hour = DAYS * OF_HOUR.length; hour > 0; hour--) {
                Instant at = today.minus(Duration.ofHours(hour));
                boolean isBad = hour / OF_HOUR.length == BAD_DAY;
                for (int message = messages(at); message > 0; message--) {
                    entries.addAll(message(at.plusSeconds(random.nextInt(3500)), isBad && random.nextInt(3) == 0));
                }
                if (entries.size() > BATCH) {
                    events.store(entries).join();
                    entries.clear();
                }
            }
            events.store(entries).join();
        }
    }

    private int messages(Instant at) {
        int most = OF_HOUR[at.atZone(ZoneOffset.UTC).getHour()];
        boolean isWeekend = at.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
        return isWeekend ? most / 2 : most;
    }

    /** Returns what comes about one message. */
    private List<Entry> message(Instant at, boolean failing) {
        List<Entry> entries = new ArrayList<>();
        Instant moment = at;
        for (SimulatedCallback callback : next(failing)) {
            entries.addAll(read(callback, moment));
            moment = moment.plusMillis(300 + random.nextInt(random.nextInt(10) == 0 ? 30_000 : 4_000));
        }
        return entries;
    }

    private List<SimulatedCallback> next(boolean failing) {
        Deque<List<SimulatedCallback>> stories = failing ? undelivered : others;
        while (stories.isEmpty()) {
            makeStories();
        }
        return stories.pop();
    }

    private void makeStories() {
        TrafficOptions options = new TrafficOptions(account.sid(), url, STORIES, 0, false, 0, seed++);
        Map<String, List<SimulatedCallback>> byScenario = new LinkedHashMap<>();
        new Traffic(options, clock)
                .callbacks()
                .forEach(callback -> byScenario
                        .computeIfAbsent(callback.scenario(), scenario -> new ArrayList<>())
                        .add(callback));
        for (List<SimulatedCallback> story : byScenario.values()) {
            if (isUsable(story)) {
                boolean fails =
                        story.stream().anyMatch(callback -> callback.payload().contains("undelivered"));
                (fails ? undelivered : others).add(story);
            }
        }
        // Some fail on every day; what is left over is for the bad one.
        for (int i = undelivered.size() / 2; i > 0; i--) {
            others.add(undelivered.pop());
        }
    }

    private static boolean isUsable(List<SimulatedCallback> callbacks) {
        return callbacks.stream()
                .allMatch(callback ->
                        KINDS.contains(callback.kind()) && callback.format() == PayloadFormat.FORM && isPost(callback));
    }

    private static boolean isPost(SimulatedCallback callback) {
        return callback.method().equals("POST");
    }

    private List<Entry> read(SimulatedCallback callback, Instant at) {
        byte[] body = callback.payload().getBytes(StandardCharsets.UTF_8);
        String query = callback.query();
        String target = query.isEmpty() ? "/twilio" : "/twilio?" + query;
        Arrival arrival = new Arrival(
                account, "https://hooks.example.com/twilio", "POST", target, null, at, EventSource.CALLBACK);
        return reader.readForm(arrival, body, FormBody.parse(body));
    }
}
