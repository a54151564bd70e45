package dev.ringback.twilio.signature;

import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.twilio.FormBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for what would have made one refused signature right: another account, other parameters, another URL. */
final class MismatchSearch {
    /** A public URL, with the prefix of the proxy and without. */
    private static final int FRAGMENT_URLS = 2;

    private final KeyRing keyRing;
    private final SignedRequest request;
    private final byte[] signedParameters;
    private final Trial trial;
    private final List<KeyRing.Key> entitled;

    MismatchSearch(KeyRing keyRing, SignedRequest request, byte[] signedParameters, Trial trial) {
        this.keyRing = keyRing;
        this.request = request;
        this.signedParameters = signedParameters;
        this.trial = trial;
        this.entitled = keyRing.entitled(request);
    }

    String likeliestCause(List<String> seenUrls) {
        return otherAccount()
                .or(this::otherAlgorithm)
                .or(this::otherMethod)
                .or(() -> otherUrl(seenUrls))
                .or(this::sharedKey)
                .orElseGet(this::nothingFits);
    }

    /** Goes by what the header says of the key, which is no part of what is signed and so is believed only once nothing else fits. */
    private Optional<String> sharedKey() {
        String id = request.signatureSettings().keyId();
        SignatureAlgorithm algorithm = request.signatureSettings().algorithm();
        if (id == null) {
            return Optional.empty();
        }
        Optional<KeyRing.Key> known =
                entitled.stream().filter(key -> id.equals(key.id())).findFirst();
        if (known.isEmpty()) {
            return Optional.of("shared key: the request says that the shared key " + id
                    + " signed it, which the settings of "
                    + owner() + " do not have; add it there: signing_keys: [{id: " + id + ", key: ..., algorithm: "
                    + (algorithm == null ? SignatureAlgorithm.HMAC_SHA256 : algorithm).jcaName() + "}]");
        }
        return algorithm == null || algorithm == known.get().algorithm()
                ? Optional.of("shared key: the request says that the shared key " + id
                        + " signed it, and that one does not fit"
                        + " any likely URL; its secret in the settings may be wrong, or the URL may differ in what cannot be"
                        + " guessed, or the request is changed or forged")
                : Optional.of("shared key: the request says that the shared key " + id + " signed it with "
                        + algorithm.jcaName() + ", but the settings say "
                        + known.get().algorithm().jcaName());
    }

    private Optional<String> otherAccount() {
        List<KeyRing.Key> others = new ArrayList<>(keyRing.all());
        others.removeAll(entitled);
        return signer(others, request.urls(), signedParameters)
                .map(key -> "another account's token: a key of "
                        + Printable.accountSid(key.account().sid())
                        + " signed it, but the request names " + owner()
                        + "; the tokens may be swapped in the settings, or the parent account is not set there");
    }

    private Optional<String> otherAlgorithm() {
        return entitled.isEmpty() || entitled.stream().anyMatch(trial::couldBeOf)
                ? Optional.empty()
                : sharedKey()
                        .or(() -> Optional.of(
                                "another algorithm: the signature has " + trial.length() + " bytes, which no key of "
                                        + owner() + " makes; a shared signing key may be missing in the settings"));
    }

    /** A redirect turns a POST into a GET; a framework or a proxy may move parameters between query and body. */
    private Optional<String> otherMethod() {
        if (signer(entitled, request.urls(), new byte[0]).isPresent()) {
            return Optional.of("GET/POST mix: the signature covers the URL alone, as for GET or JSON, but a form came");
        }
        for (String url : request.urls()) {
            UrlParts parts = UrlParts.parse(url);
            if (!parts.query().isEmpty() && signedAsForm(parts)) {
                return Optional.of("GET/POST mix: the signature covers the query as a form, as for POST;"
                        + " a redirect or a proxy moved the form into the URL");
            }
        }
        return Optional.empty();
    }

    private boolean signedAsForm(UrlParts parts) {
        byte[] form =
                TwilioSignature.signedParameters(FormBody.parse(parts.query().substring(1)));
        return signer(entitled, List.of(parts.withQuery("").join()), form).isPresent();
    }

    /** Emulators and test tools do so. The fragment stays with whoever sends, so it can only be guessed. */
    private Optional<String> signedFragment() {
        List<String> urls = request.urls().stream()
                .filter(url -> url.length() <= QuerySpellings.LONGEST_URL)
                .limit(FRAGMENT_URLS)
                .toList();
        for (String url : urls) {
            for (String fragment : Fragments.LIKELY) {
                String signed = UrlSpellings.likeliest(url) + fragment;
                if (trial.signer(entitled, signed, signedParameters).isPresent()) {
                    return Optional.of("signed fragment: the signature covers " + Printable.url(url) + fragment
                            + ", while Twilio never signs what is after the #; an emulator or a test tool made it,"
                            + " and has to leave the fragment out of what it signs");
                }
            }
        }
        return Optional.empty();
    }

    /** The usual spellings of all guesses come first: there are many rare ones. */
    private Optional<String> otherUrl(List<String> seenUrls) {
        List<UrlGuess> guesses = UrlGuess.about(request.urls(), seenUrls);
        return otherUrl(guesses, url -> UrlSpellings.of(url).stream())
                .or(this::signedFragment)
                .or(() -> otherUrl(guesses, UrlSpellings::rare));
    }

    private Optional<String> otherUrl(List<UrlGuess> guesses, Function<String, Stream<String>> spellings) {
        return guesses.stream()
                .flatMap(guess -> spellings
                        .apply(guess.signed())
                        .takeWhile(spelling -> !trial.isUsedUp())
                        .filter(spelling -> trial.signer(entitled, spelling, signedParameters)
                                .isPresent())
                        .map(guess::inWords))
                .findFirst();
    }

    private String nothingFits() {
        return "token: no key of " + owner()
                + " fits any likely URL; its auth token in the settings may be wrong or old"
                + " (a secondary token signs nothing before it is promoted), the URL may differ in what cannot be guessed, a host or a path prefix that a proxy does not pass on"
                + " (then set RINGBACK_PUBLIC_URL), or the request is changed or forged";
    }

    private Optional<KeyRing.Key> signer(List<KeyRing.Key> keys, List<String> urls, byte[] parameters) {
        return urls.stream()
                .flatMap(url -> UrlSpellings.of(url).stream())
                .distinct()
                .flatMap(spelling -> trial.signer(keys, spelling, parameters).stream())
                .findFirst();
    }

    private String owner() {
        return Printable.accountSid(request.owner());
    }
}
