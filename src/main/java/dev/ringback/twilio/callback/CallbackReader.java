package dev.ringback.twilio.callback;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.TwilioDates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads proved requests: one entry per event, each with the resources it changes. Whatever was signed becomes an entry; what cannot be
 * understood is kept raw. Safe for use by many threads.
 */
public final class CallbackReader {
    private static final int MAX_NESTING = 3;

    private final Accounts accounts;

    public CallbackReader(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Reads a form POST, or a GET with everything in its query.
     *
     * @param rawBody the bytes of the body, empty for GET
     * @param body the same, parsed
     * @return the event first; behind it those it recovers, if it is a Debugger event about a callback that never reached us
     */
    public List<Entry> readForm(Arrival arrival, byte[] rawBody, FormBody body) {
        Entry entry = formEntry(arrival, RawBytes.ascii(rawBody), body);
        if (entry.event().kind() != EventKind.DEBUGGER) {
            return List.of(entry);
        }
        List<Entry> entries = new ArrayList<>(List.of(entry));
        recover(arrival, entry, entries, MAX_NESTING);
        return entries;
    }

    /** The lost callback may be a Debugger event itself, which reports another. */
    private void recover(Arrival arrival, Entry entry, List<Entry> entries, int depth) {
        if (depth == 0 || entry.event().kind() != EventKind.DEBUGGER) {
            return;
        }
        LostCallback.in(arrival, EventReading.of(entry.event()).parameters()).ifPresent(lost -> {
            Entry recovered = formEntry(lost.arrival(), lost.payload(), FormBody.parse(lost.payload()));
            entries.add(recovered);
            recover(lost.arrival(), recovered, entries, depth - 1);
        });
    }

    /**
     * Reads a JSON body: an Event Streams batch, one CloudEvent, or an object of unknown purpose.
     *
     * @return an entry per element, and behind an error log the callbacks that it recovers; one poisonous element is kept raw and harms no other
     * @throws MalformedBodyException when the body is no JSON, or neither an array nor an object
     */
    public List<Entry> readJson(Arrival arrival, byte[] body) throws MalformedBodyException {
        List<Entry> entries = new ArrayList<>();
        JsonElements json = JsonElements.split(body);
        for (String element : json.elements()) {
            Entry entry = jsonEntry(arrival, element, json.isArray());
            entries.add(entry);
            recover(arrival, entry, entries, MAX_NESTING);
        }
        return entries;
    }

    private Entry formEntry(Arrival arrival, String payload, FormBody body) {
        FormBody query = FormBody.ofQuery(arrival.target());
        TwilioParameters.Split split = arrival.method().equals("GET")
                ? TwilioParameters.ofGet(query.parameters())
                : TwilioParameters.ofPost(query.parameters(), body.parameters());
        return entry(
                arrival,
                arrival.source(),
                PayloadFormat.FORM,
                payload,
                EventDigest.ofForm(arrival.source(), query, body),
                split,
                TwilioDates.parse(split.parameters().get("Timestamp")).orElse(null),
                null);
    }

    /** In a batch everything should be a CloudEvent; an object alone may be anything, and be fine. */
    private Entry jsonEntry(Arrival arrival, String json, boolean batch) {
        CloudEvent cloudEvent = CloudEvent.read(json);
        String id = cloudEvent.id();
        Digest digest = id == null
                ? EventDigest.ofText(json.strip())
                : EventDigest.ofCloudEvent(String.valueOf(cloudEvent.source()), id);
        return entry(
                arrival,
                cloudEvent.type() == null ? arrival.source() : EventSource.STREAM,
                PayloadFormat.JSON,
                json,
                digest,
                TwilioParameters.ofCloudEvent(FormBody.ofQuery(arrival.target()).parameters(), cloudEvent),
                cloudEvent.occurredAt(),
                batch && cloudEvent.type() == null ? "is no CloudEvent" : null);
    }

    private Entry entry(
            Arrival arrival,
            EventSource source,
            PayloadFormat format,
            String payload,
            Digest digest,
            TwilioParameters.Split split,
            @Nullable Instant occurredAt,
            @Nullable String problem) {
        Parameters parameters = split.parameters();
        String named = AccountName.in(parameters);
        boolean own = maySpeakFor(arrival.signer(), named);
        NamedSids sids = NamedSids.of(format, payload, parameters);
        Event event = new Event(
                own && named != null ? named : arrival.signer().sid(),
                own ? split.kind() : EventKind.UNKNOWN,
                sid(split, sids),
                source,
                arrival.receivedAt(),
                occurredAt,
                arrival.method(),
                RawBytes.ascii(arrival.target()),
                format,
                payload,
                arrival.idempotencyToken(),
                digest,
                own ? problem : Projector.FOREIGN);
        return Projector.entry(event, split, sids);
    }

    /** Returns the SID to file under: for what changes a resource that resource's or none, for anything else one that it names. */
    private static String sid(TwilioParameters.Split split, NamedSids sids) {
        String sid = KindRecognizer.resourceSid(split.kind(), split.parameters());
        return sid.isEmpty() && !Projector.changesState(split.kind()) ? sids.principal() : sid;
    }

    /**
     * Whether the holder of the signer's key may change that account's rows: its own, those of its subaccounts, and those of an account the
     * settings do not name, which can only be a subaccount somebody forgot.
     */
    private boolean maySpeakFor(Account signer, @Nullable String accountSid) {
        return accountSid == null
                || accountSid.equals(signer.sid())
                || (Sid.isSid(accountSid, "AC")
                        && (accounts.find(accountSid).isEmpty() || accounts.mayRead(signer, accountSid)));
    }
}
