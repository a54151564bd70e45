package dev.ringback.twilio.callback;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A webhook of {@code src/test/resources/cases}, made from public captures and reports of webhooks that were read wrong. */
public record CapturedWebhook(String method, PayloadFormat format, String text) {
    public static final Account ACCOUNT =
            Account.of("AC0123456789abcdef0123456789abcdef", "12345678901234567890123456789012");
    /** When each of them arrives. */
    public static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    private static final CallbackReader READER = new CallbackReader(new Accounts(List.of(ACCOUNT)));

    /**
     * Reads a file.
     *
     * @param name its ending says how it is sent
     */
    public static CapturedWebhook of(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".json" -> new CapturedWebhook("POST", PayloadFormat.JSON, read(name));
            case ".form" -> form(read(name));
            default -> new CapturedWebhook("GET", PayloadFormat.FORM, read(name));
        };
    }

    /** A form of one's own. */
    public static CapturedWebhook form(String form) {
        return new CapturedWebhook("POST", PayloadFormat.FORM, form);
    }

    /** The query of a GET of one's own. */
    public static CapturedWebhook query(String query) {
        return new CapturedWebhook("GET", PayloadFormat.FORM, query);
    }

    /** A JSON body of one's own. */
    public static CapturedWebhook json(String json) {
        return new CapturedWebhook("POST", PayloadFormat.JSON, json);
    }

    /** The same with another text in the place of one. */
    public CapturedWebhook with(String text, String other) {
        if (!this.text.contains(text)) {
            throw new IllegalArgumentException("no " + text + " in " + this.text);
        }
        return new CapturedWebhook(method, format, this.text.replace(text, other));
    }

    /** What is read of it when it comes to {@code /twilio}. */
    public List<Entry> entries() {
        return entries("/twilio");
    }

    /** What is read of it when it comes to that URL; a GET's parameters are added. */
    public List<Entry> entries(String target) {
        if (format == PayloadFormat.JSON) {
            try {
                return READER.readJson(arrival(target), text.getBytes(StandardCharsets.UTF_8));
            } catch (MalformedBodyException malformed) {
                throw new IllegalStateException(malformed);
            }
        }
        if (method.equals("GET")) {
            String separator = target.contains("?") ? "&" : "?";
            return READER.readForm(arrival(target + separator + text), new byte[0], FormBody.parse(""));
        }
        return READER.readForm(arrival(target), text.getBytes(StandardCharsets.UTF_8), FormBody.parse(text));
    }

    /** The only one that is read of it. */
    public Entry entry() {
        List<Entry> entries = entries();
        if (entries.size() != 1) {
            throw new AssertionError("is " + entries.size() + " events");
        }
        return entries.get(0);
    }

    private Arrival arrival(String target) {
        return new Arrival(
                ACCOUNT, "https://ringback.example.com" + target, method, target, null, NOW, EventSource.CALLBACK);
    }

    private static String read(String name) {
        try (InputStream file = CapturedWebhook.class.getResourceAsStream("/cases/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
