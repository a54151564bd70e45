package dev.ringback.upstream.write;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.adopted.AdoptedCallback;
import dev.ringback.twilio.adopted.CallbackSeal;
import dev.ringback.twilio.callback.SealedCallback;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts Ringback's callback URL in the place of the one that the caller of a create has set, and seals that in it. Where the caller has set none it adds ours
 * as {@link AddedCallbacks} does. All other bytes of a create stay. Safe for use by many threads.
 */
public final class AdoptedCallbacks implements CreateCallbacks {
    /** What Twilio tells of a call where nothing is asked for, or nothing that it knows. */
    private static final Set<String> BY_DEFAULT = Set.of("completed");

    private final OwnCallbackUrl url;
    private final AddedCallbacks added;
    private final CallbackSeal seal;
    private final KeptCallbacks listener;

    /**
     * Adopts callbacks.
     *
     * @param publicUrl of the callback door; its fragment, which tells Twilio how to connect, stays behind the query
     * @param listener hears of those that were not adopted
     */
    public AdoptedCallbacks(String publicUrl, CallbackSeal seal, KeptCallbacks listener) {
        this.url = new OwnCallbackUrl(publicUrl);
        this.added = AddedCallbacks.to(publicUrl);
        this.seal = seal;
        this.listener = listener;
    }

    @Override
    public SentCreate of(Write write, String mark) {
        Optional<CallbackParameter> parameter = CallbackParameter.of(write.kind());
        if (parameter.isEmpty() || !write.isForm()) {
            return asItCame(write, CallbackFate.UNTOUCHED);
        }
        Parameters given = write.parameters();
        String own = AddedCallbacks.set(given, parameter.get().name());
        return own == null ? added.of(write, mark) : adopted(write, mark, parameter.get(), given, own);
    }

    private SentCreate adopted(Write write, String mark, CallbackParameter parameter, Parameters given, String own) {
        Optional<AdoptedCallback> callback =
                AdoptedCallback.of(own, method(parameter, given), events(parameter, given));
        if (callback.isEmpty()) {
            return asItCame(write, CallbackFate.KEPT_UNUSABLE);
        }
        if (url.isReachedBy(callback.get().url())) {
            return asItCame(write, CallbackFate.UNTOUCHED);
        }
        Set<String> replaced = replaced(parameter);
        if (FormBody.ofQuery(write.target()).parameters().stream()
                .map(Parameter::name)
                .anyMatch(replaced::contains)) {
            return asItCame(write, CallbackFate.KEPT_IN_QUERY);
        }
        Optional<String> sealed = seal.seal(write.accountSid(), callback.get());
        if (sealed.isEmpty()) {
            return asItCame(write, CallbackFate.UNTOUCHED);
        }
        String ours = url.marked(mark, SealedCallback.parameter(sealed.get()));
        if (OwnCallbackUrl.isTooLong(ours)) {
            return asItCame(write, CallbackFate.KEPT_TOO_LONG);
        }
        RequestContent others = AddedCallbacks.without(write.content(), each -> replaced.contains(each.name()));
        return new SentCreate(
                AddedCallbacks.append(others, AddedCallbacks.added(parameter, ours, given)), CallbackFate.ADOPTED);
    }

    private static SentCreate asItCame(Write write, CallbackFate fate) {
        return new SentCreate(write.content(), fate);
    }

    private static String method(CallbackParameter parameter, Parameters given) {
        String method = parameter.method() == null ? null : given.text(parameter.method());
        return method == null ? "POST" : method;
    }

    /** Returns which events the caller gets; empty for all that Twilio sends, where nothing beside them is asked for. */
    private static Set<String> events(CallbackParameter parameter, Parameters given) {
        if (parameter.events().isEmpty()) {
            return Set.of();
        }
        Set<String> asked = given.stream()
                .filter(each -> each.name().equals(parameter.event()))
                .flatMap(each ->
                        Arrays.stream(each.value().toLowerCase(Locale.ROOT).split("[ ,]+", -1)))
                .filter(parameter.events()::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return asked.isEmpty() ? BY_DEFAULT : asked;
    }

    private static Set<String> replaced(CallbackParameter parameter) {
        return parameter.method() == null ? Set.of(parameter.name()) : Set.of(parameter.name(), parameter.method());
    }

    @Override
    public void done(Write write, CallbackFate callback) {
        if (callback.isKept()) {
            listener.kept(write.accountSid(), callback);
        } else if (callback == CallbackFate.ADOPTED) {
            listener.adopted(write.accountSid());
        }
    }
}
