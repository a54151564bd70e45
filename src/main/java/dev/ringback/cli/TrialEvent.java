package dev.ringback.cli;

import dev.ringback.forward.event.EventLabels;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Occurrences;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.CallbackRequest;
import dev.ringback.twilio.callback.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something that might happen, to see what the rules make of it.
 *
 * @param name in words
 * @param occurrences what rules see of it
 * @param labels what forward targets see of it
 */
record TrialEvent(String name, List<Occurrence> occurrences, Map<Label, String> labels) {
    /** Whose a body is that names no account. */
    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    /** Makes an event with these labels, which rules and targets see alike. */
    static TrialEvent of(Map<Label, String> labels, Instant now) {
        return new TrialEvent("labels", List.of(new Occurrence(1, now, "", labels)), labels);
    }

    /**
     * Reads the events of a webhook's body.
     *
     * @param body form-encoded or JSON, as Twilio sends it
     * @throws MalformedBodyException when it begins as JSON and is none
     */
    static List<TrialEvent> read(byte[] body, Instant now) throws MalformedBodyException {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        byte[] trimmed = text.getBytes(StandardCharsets.UTF_8);
        boolean json = text.startsWith("{") || text.startsWith("[");
        List<String> named = new CallbackRequest(
                        "POST", "https", "/", name -> null, json ? PayloadFormat.JSON : PayloadFormat.FORM, trimmed)
                .namedAccounts();
        Account signer = Account.of(named.isEmpty() ? ACCOUNT : named.get(0), "nobody's token");
        CallbackReader reader = new CallbackReader(new Accounts(List.of(signer)));
        Arrival arrival = new Arrival(signer, "https://localhost/", "POST", "/", null, now, EventSource.CALLBACK);
        List<Entry> entries =
                json ? reader.readJson(arrival, trimmed) : reader.readForm(arrival, trimmed, FormBody.parse(trimmed));
        return entries.stream().map(entry -> of(entry, now)).toList();
    }

    private static TrialEvent of(Entry entry, Instant now) {
        LoggedEvent logged = new LoggedEvent(1, entry.event(), 1, now);
        String sid = entry.event().sid();
        return new TrialEvent(
                entry.event().kind().value() + (sid.isEmpty() ? "" : ", " + sid),
                Occurrences.of(logged, entry.resources()),
                new EnumMap<>(EventLabels.of(logged, entry.resources())));
    }
}
