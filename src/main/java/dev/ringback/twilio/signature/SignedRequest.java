package dev.ringback.twilio.signature;

import dev.ringback.twilio.FormBody;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds everything that is needed to prove a request. Immutable, except that the body is not copied: it must not change any more. */
public final class SignedRequest {
    private final List<String> urls;
    private final FormBody form;
    private final byte @Nullable [] jsonBody;
    private final @Nullable String signature;
    private final SignatureSettings signatureSettings;
    private final List<String> accountSids;

    /**
     * @param urls whole URLs that Twilio may have signed, the likeliest first, path and query as they came, no fragment; as {@link
     *     RequestUrls} finds them
     * @param form the parameters of a form POST; {@code FormBody.parse("")} for GET and for JSON
     * @param jsonBody the bytes of a JSON body as they came; null for a form and for GET
     * @param signature the {@code X-Twilio-Signature} header; null where there is none
     * @param signatureSettings what the header says of the key
     * @param accountSids the accounts the request names, its owner first: {@code AccountSid}, then the {@code ParentAccountSid} of a
     *     Debugger event; of Event Streams the accounts in the data. May be empty. Nothing here is believed before the check
     */
    public SignedRequest(
            List<String> urls,
            FormBody form,
            byte @Nullable [] jsonBody,
            @Nullable String signature,
            SignatureSettings signatureSettings,
            Collection<String> accountSids) {
        this.urls = List.copyOf(urls);
        this.form = form;
        this.jsonBody = jsonBody;
        this.signature = signature;
        this.signatureSettings = signatureSettings;
        this.accountSids = accountSids.stream().distinct().toList();
    }

    public List<String> urls() {
        return urls;
    }

    public FormBody form() {
        return form;
    }

    public byte @Nullable [] jsonBody() {
        return jsonBody;
    }

    public @Nullable String signature() {
        return signature;
    }

    public SignatureSettings signatureSettings() {
        return signatureSettings;
    }

    /** Each once. */
    public List<String> accountSids() {
        return accountSids;
    }

    /** The account the request claims to belong to; null where it names none. */
    @Nullable
    String owner() {
        return accountSids.isEmpty() ? null : accountSids.get(0);
    }

    /** The bytes that follow the URL in what is signed. A JSON body adds none: its hash is in the URL. */
    byte[] signedParameters() {
        return jsonBody == null ? TwilioSignature.signedParameters(form) : new byte[0];
    }
}
