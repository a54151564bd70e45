package dev.ringback.bench;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The made-up account that everything is measured with. */
final class BenchAccount {
    static final String SID = "AC00000000000000000000000000000001";
    static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    /** The URL that is signed, set as settings.md tells users to set it; the port in the request does not matter then. */
    static final String PUBLIC_URL = "https://hooks.example.com/twilio";

    static final Accounts ACCOUNTS = new Accounts(List.of(Account.of(SID, AUTH_TOKEN)));
    static final SigningKey KEY = new SigningKey(AUTH_TOKEN, SignatureAlgorithm.HMAC_SHA1);

    private BenchAccount() {}

    static Map<String, String> environment() {
        return Map.of(
                "TWILIO_ACCOUNT_SID",
                SID,
                "TWILIO_AUTH_TOKEN",
                AUTH_TOKEN,
                "RINGBACK_PUBLIC_URL",
                PUBLIC_URL,
                // the messages of the databases to be read are old, and would be deleted while they are
                "RINGBACK_RETENTION",
                "forever");
    }

    /** The value of an {@code Authorization} header. */
    static String basicAuth() {
        return "Basic " + Base64.getEncoder().encodeToString((SID + ":" + AUTH_TOKEN).getBytes(StandardCharsets.UTF_8));
    }
}
