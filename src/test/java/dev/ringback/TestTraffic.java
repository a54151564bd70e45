package dev.ringback;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Simulated traffic of every kind, read as the callback door would read it at some moment. */
public final class TestTraffic {
    public static final Account ACCOUNT = Account.of(TestCallbacks.ACCOUNT_SID, "token");

    private static final String URL = "https://hooks.example.com/twilio";

    private final CallbackReader reader = new CallbackReader(new Accounts(List.of(ACCOUNT)));
    private final Instant at;

    private TestTraffic(Instant at) {
        this.at = at;
    }

    /** What that many messages and calls bring, all received at that moment. */
    public static List<Entry> entries(int messages, int calls, long seed, Instant at) {
        TrafficOptions options =
                new TrafficOptions(ACCOUNT.sid(), CallbackUrl.parse(URL), messages, calls, false, 0, seed);
        TestTraffic traffic = new TestTraffic(at);
        List<Entry> entries = new ArrayList<>();
        new Traffic(options, Clock.fixed(at, ZoneOffset.UTC))
                .callbacks()
                .forEach(callback -> entries.addAll(traffic.read(callback)));
        return entries;
    }

    /** One callback, received at that moment. */
    public static Entry entry(TestCallbacks callback, Instant at) {
        TestTraffic traffic = new TestTraffic(at);
        String form = callback.form();
        return traffic.reader
                .readForm(traffic.arrival("POST", ""), bytes(form), FormBody.parse(form))
                .get(0);
    }

    private List<Entry> read(SimulatedCallback callback) {
        String query = callback.query();
        if (callback.method().equals("GET")) {
            query += (query.isEmpty() ? "" : "&") + callback.payload();
            return reader.readForm(arrival("GET", query), new byte[0], FormBody.parse(""));
        }
        byte[] body = bytes(callback.payload());
        if (callback.format() != PayloadFormat.JSON) {
            return reader.readForm(arrival("POST", query), body, FormBody.parse(body));
        }
        try {
            return reader.readJson(arrival("POST", query), body);
        } catch (MalformedBodyException e) {
            throw new AssertionError(e);
        }
    }

    private Arrival arrival(String method, String query) {
        String target = query.isEmpty() ? "/twilio" : "/twilio?" + query;
        return new Arrival(ACCOUNT, URL, method, target, null, at, EventSource.CALLBACK);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
