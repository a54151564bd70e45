package dev.ringback.twilio.signature;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request was signed by Twilio for one of our accounts.
 *
 * <p>A signature proves neither when nor how often a request was sent: an old one may be repeated. Never throws, whatever the request holds, and
 * never hashes more than {@link Trial} allows. Safe for use by many threads.
 */
public final class SignatureCheck {
    /** A log line must not grow with what a stranger puts into forwarded headers. */
    private static final int SHOWN_URLS = 16;

    private static final int RESPELLED_URLS = 2;

    private final KeyRing keyRing;

    public SignatureCheck(Accounts accounts) {
        this.keyRing = KeyRing.of(accounts);
    }

    /** The finding of a check. */
    public sealed interface Result {}

    /**
     * The request is genuine.
     *
     * @param account whose key signed; it may be the parent of the account the request names first
     * @param url as Twilio signed it, without user information
     */
    public record Verified(Account account, String url) implements Result {}

    /**
     * The request proves nothing.
     *
     * @param accountSid the first account the request names, as it spells it (anything, if it is forged), or null
     * @param triedUrls what was tried, in that order, at most the first 16, fit for a log: user information is masked, control characters
     *     are replaced; empty if it did not come to that
     */
    public record Refused(Reason reason, @Nullable String accountSid, List<String> triedUrls) implements Result {}

    /** Why a request was refused. */
    public enum Reason {
        /** There is no {@code X-Twilio-Signature}, or it is blank. */
        MISSING_SIGNATURE("missing_signature"),
        /** None of the accounts it names is in the settings. */
        UNKNOWN_ACCOUNT("unknown_account"),
        /** The URL does not carry the hash of the JSON body. */
        BODY_HASH("body_hash"),
        /** No key of the accounts makes that signature for any of the URLs. */
        MISMATCH("mismatch");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** Its name in metrics; it does not change between versions. */
        public String label() {
            return label;
        }
    }

    public Result check(SignedRequest request) {
        String header = request.signature();
        if (header == null || header.isBlank()) {
            return refused(Reason.MISSING_SIGNATURE, request, Set.of());
        }
        if (!keyRing.knowsAnyOf(request.accountSids())) {
            return refused(Reason.UNKNOWN_ACCOUNT, request, Set.of());
        }
        List<String> urls = BodyHash.vouchingUrls(request);
        if (urls.isEmpty() && !request.urls().isEmpty()) {
            return refused(Reason.BODY_HASH, request, Set.of());
        }
        byte[] signedParameters = request.signedParameters();
        return Trial.of(header, signedParameters.length)
                .map(trial -> verify(request, urls, signedParameters, trial))
                .orElseGet(() -> refused(Reason.MISMATCH, request, Set.of()));
    }

    private Result verify(SignedRequest request, List<String> urls, byte[] signedParameters, Trial trial) {
        List<KeyRing.Key> keys = keyRing.entitled(request);
        // As a rule the first URL is the one, as it stands: the other spellings are worked out only if it is not.
        Stream<String> spellings = Stream.concat(
                urls.stream().limit(1).map(UrlSpellings::likeliest),
                urls.stream().flatMap(url -> UrlSpellings.of(url).stream()));
        Set<String> tried = new LinkedHashSet<>();
        return spellings
                .filter(tried::add)
                .flatMap(url -> trial.signer(keys, url, signedParameters).stream()
                        .<Result>map(key -> new Verified(key.account(), UrlSpellings.likeliest(url))))
                .findFirst()
                .or(() -> respelled(keys, urls, signedParameters, trial.sparing(signedParameters.length)))
                .orElseGet(() -> refused(Reason.MISMATCH, request, tried));
    }

    /** Only for the likeliest URLs, and only if a key could have made such a signature. */
    private static Optional<Result> respelled(
            List<KeyRing.Key> keys, List<String> urls, byte[] signedParameters, Trial trial) {
        if (keys.stream().noneMatch(trial::couldBeOf)) {
            return Optional.empty();
        }
        return urls.stream()
                .limit(RESPELLED_URLS)
                .flatMap(UrlSpellings::rare)
                .takeWhile(url -> !trial.isUsedUp())
                .flatMap(url -> trial.signer(keys, url, signedParameters).stream()
                        .<Result>map(key -> new Verified(key.account(), url)))
                .findFirst();
    }

    private static Refused refused(Reason reason, SignedRequest request, Collection<String> tried) {
        List<String> printable = tried.stream()
                .map(Printable::urlWithQuery)
                .distinct()
                .limit(SHOWN_URLS)
                .toList();
        return new Refused(reason, request.owner(), printable);
    }
}
