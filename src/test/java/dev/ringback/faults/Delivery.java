package dev.ringback.faults;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import dev.ringback.twilio.signature.TwilioSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A signed webhook, ready for the wire, and the events that must be in the log once it was acknowledged.
 *
 * @param request head and body; read-only, for {@link ByteBuffer#duplicate}
 * @param stream whether it is from Event Streams, which wait for a shorter time
 */
record Delivery(ByteBuffer request, boolean stream, List<EventKey> events) {
    private static final Account ACCOUNT = Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    private static final CallbackReader READER = new CallbackReader(new Accounts(List.of(ACCOUNT)));

    /** A form that is posted to {@code /twilio}. */
    static Delivery ofForm(String form, int port) {
        return of(
                new SimulatedCallback(EventKind.UNKNOWN, "", "POST", "", PayloadFormat.FORM, form, null, false), port);
    }

    /** As Twilio would send it to a door on that port of this machine. */
    static Delivery of(SimulatedCallback callback, int port) {
        boolean get = callback.method().equals("GET");
        boolean form = callback.format() == PayloadFormat.FORM;
        byte[] body = get ? new byte[0] : callback.payload().getBytes(StandardCharsets.UTF_8);
        String host = "127.0.0.1:" + port;
        CallbackUrl url = CallbackUrl.parse("http://" + host + "/twilio").with(callback.query());
        if (get) {
            url = url.with(callback.payload());
        } else if (!form) {
            url = url.with("bodySHA256=" + TwilioSignature.bodySha256(body));
        }
        String target = url.toString().substring(("http://" + host).length());
        FormBody signed = FormBody.parse(form && !get ? callback.payload() : "");
        String type = form ? "application/x-www-form-urlencoded" : "application/json";
        String head = callback.method() + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nX-Twilio-Signature: "
                + TwilioSignature.sign(TestServer.tokenKey(TestCallbacks.AUTH_TOKEN), url.toString(), signed)
                + (get ? "" : "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length)
                + "\r\n\r\n";
        Arrival arrival = new Arrival(
                ACCOUNT,
                url.toString(),
                callback.method(),
                target,
                callback.idempotencyToken(),
                Instant.EPOCH,
                EventSource.CALLBACK);
        return new Delivery(join(head.getBytes(StandardCharsets.UTF_8), body), !form, events(arrival, form, body));
    }

    private static List<EventKey> events(Arrival arrival, boolean form, byte[] body) {
        try {
            List<Entry> entries =
                    form ? READER.readForm(arrival, body, FormBody.parse(body)) : READER.readJson(arrival, body);
            return entries.stream().map(entry -> EventKey.of(entry.event())).toList();
        } catch (MalformedBodyException e) {
            throw new IllegalArgumentException("the simulator made a body that cannot be read", e);
        }
    }

    private static ByteBuffer join(byte[] head, byte[] body) {
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip()
                .asReadOnlyBuffer();
    }
}
