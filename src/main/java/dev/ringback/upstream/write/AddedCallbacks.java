package dev.ringback.upstream.write;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.FormEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds Ringback's callback URL to creates that name none. What the caller has set stays, byte for byte, and nothing is added where a Messaging Service
 * or an application has URLs of its own. Immutable.
 */
public final class AddedCallbacks implements CreateCallbacks {
    /** Adds nothing. */
    public static final AddedCallbacks NONE = new AddedCallbacks(null);

    private final @Nullable OwnCallbackUrl url;

    private AddedCallbacks(@Nullable OwnCallbackUrl url) {
        this.url = url;
    }

    /**
     * Adds a callback URL.
     *
     * @param publicUrl of the callback door; its fragment, which tells Twilio how to connect, stays behind the query
     */
    public static AddedCallbacks to(String publicUrl) {
        return new AddedCallbacks(new OwnCallbackUrl(publicUrl));
    }

    @Override
    public SentCreate of(Write write, String mark) {
        return new SentCreate(addTo(write, mark), CallbackFate.UNTOUCHED);
    }

    /** Returns the body of a write, with a callback URL that has this mark where one is added. */
    RequestContent addTo(Write write, String mark) {
        Optional<CallbackParameter> callback = CallbackParameter.of(write.kind());
        if (url == null || callback.isEmpty() || !write.isForm()) {
            return write.content();
        }
        Parameters given = write.parameters();
        CallbackParameter parameter = callback.get();
        String marked = url.marked(mark);
        if (set(given, parameter.name()) != null
                || parameter.instead().stream().anyMatch(name -> set(given, name) != null)
                || OwnCallbackUrl.isTooLong(marked)) {
            return write.content();
        }
        // an empty one is none at Twilio, and would stand beside ours
        RequestContent others = without(write.content(), each -> each.name().equals(parameter.name()));
        return append(others, added(parameter, marked, given));
    }

    /** Returns the first value of a parameter that is not empty; null where there is none. */
    static @Nullable String set(Parameters given, String name) {
        return given.stream()
                .filter(each -> each.name().equals(name) && !each.value().isBlank())
                .map(Parameter::value)
                .findFirst()
                .orElse(null);
    }

    /** Leaves parameters out of a form; the bytes of the others stay. */
    static RequestContent without(RequestContent form, Predicate<Parameter> left) {
        String bytes = new String(form.bytes(), StandardCharsets.ISO_8859_1);
        List<String> parts = List.of(bytes.split("&", -1));
        List<String> others = parts.stream()
                .filter(part -> FormBody.parse(part.getBytes(StandardCharsets.ISO_8859_1)).parameters().stream()
                        .noneMatch(left))
                .toList();
        return others.size() == parts.size()
                ? form
                : RequestContent.of(String.join("&", others).getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Returns the parameters by which Twilio calls a URL of ours about everything.
     *
     * @param given what the caller has set
     */
    static Parameters added(CallbackParameter parameter, String url, Parameters given) {
        List<Parameter> added = new ArrayList<>(List.of(new Parameter(parameter.name(), url)));
        for (String event : parameter.events()) {
            Parameter asked = new Parameter(parameter.event(), event);
            if (given.stream().noneMatch(asked::equals)) {
                added.add(asked);
            }
        }
        return new Parameters(added);
    }

    /** Appends parameters to a form, whose bytes stay. */
    static RequestContent append(RequestContent content, Parameters added) {
        String form = FormEncoder.body(added);
        byte[] before = content.bytes();
        byte[] behind = (before.length == 0 ? form : '&' + form).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + behind.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(behind, 0, all, before.length, behind.length);
        return RequestContent.of(all);
    }
}
