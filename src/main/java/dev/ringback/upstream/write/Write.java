package dev.ringback.upstream.write;

import dev.ringback.model.Actor;
import dev.ringback.model.Parameters;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.Sid;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Represents a write that somebody has asked for. Immutable.
 *
 * @param accountSid whose resource it makes or changes
 * @param target path and query as they came
 * @param names what the path has in place of the names in braces of its kind, decoded
 * @param contentType of the body; null where the caller says none
 * @param content the body as it came
 * @param actor who has asked for it
 */
public record Write(
        WriteKind kind,
        String accountSid,
        String target,
        Map<String, String> names,
        @Nullable String contentType,
        RequestContent content,
        Actor actor) {
    private static final String FORM = "application/x-www-form-urlencoded";

    public Write {
        names = Map.copyOf(names);
    }

    /** @param body is copied */
    public Write(
            WriteKind kind,
            String accountSid,
            String target,
            Map<String, String> names,
            @Nullable String contentType,
            byte[] body,
            Actor actor) {
        this(kind, accountSid, target, names, contentType, RequestContent.of(body), actor);
    }

    /** Returns its parameters: those of the query, and behind them those of the form. */
    Parameters parameters() {
        Parameters query = FormBody.ofQuery(target).parameters();
        Parameters form = isForm() ? FormBody.parse(content.bytes()).parameters() : Parameters.none();
        return new Parameters(Stream.concat(query.stream(), form.stream()).toList());
    }

    /** Tells whether the body is a form, or empty. */
    boolean isForm() {
        return contentType == null
                || contentType.toLowerCase(Locale.ROOT).strip().startsWith(FORM);
    }

    /** Tells whether it asks for JSON, by its path as always at Twilio. */
    boolean wantsJson() {
        return path().endsWith(".json");
    }

    /** Returns the path without its query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Names it by SIDs alone: nothing that people wrote, such as the name of a conference. */
    String subject() {
        String path = kind.path();
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (Sid.isSid(name.getValue())) {
                path = path.replace('{' + name.getKey() + '}', name.getValue());
            }
        }
        return kind.method() + ' ' + accountSid + path;
    }

    /** Tells whether it does twice what is sent twice. Such a write is sent once, and never again where its outcome is not known. */
    public boolean isSentOnce() {
        return kind.mayNotBeRepeated(parameters());
    }
}
