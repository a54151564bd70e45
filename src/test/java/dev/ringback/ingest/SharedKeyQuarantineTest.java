package dev.ringback.ingest;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks that a shared key signed which the settings did not have. */
class SharedKeyQuarantineTest {
    private static final SigningKey SHARED =
            new SigningKey("webhooks_shared_key_1", "the shared secret", SignatureAlgorithm.HMAC_SHA256);
    private static final Account WITHOUT_IT =
            new Account(ACCOUNT.sid(), ACCOUNT.authTokens(), null, List.of(), Map.of());
    private static final Account WITH_IT =
            new Account(ACCOUNT.sid(), ACCOUNT.authTokens(), null, List.of(SHARED), Map.of());
    private static final String PUBLIC_URL = "https://hooks.example.com/twilio";

    @TempDir
    Path folder;

    @Test
    void areNamedInTheQuarantineAndTakenInOnceTheKeyIsThere() throws Exception {
        String sid = TestCallbacks.sid("SM");
        String form = TestCallbacks.messageStatus(sid, "delivered").form();
        try (TestServer server = start(WITHOUT_IT)) {
            assertThat(post(server, form)).isEqualTo(403);
            assertThat(server.read("/ringback/v1/quarantine")
                            .path("requests[0].explanation")
                            .toString())
                    .contains("the shared key webhooks_shared_key_1 signed it, which the settings of " + ACCOUNT.sid()
                            + " do not have");
        }
        try (TestServer server = start(WITH_IT)) {
            assertThat(server.replay(WITH_IT).path("taken_in").toString()).isEqualTo("1");
            assertThat(server.fetch("/Messages/" + sid + ".json").path("status").toString())
                    .isEqualTo("delivered");
            assertThat(post(server, form)).isEqualTo(204);
        }
    }

    private TestServer start(Account account) {
        return TestServer.start(folder, CallbackOptions.defaults().withPublicUrl(PUBLIC_URL), List.of(account), NOW);
    }

    private static int post(TestServer server, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.callbackUrl("/twilio")))
                .version(HttpClient.Version.HTTP_1_1)
                .header("X-Twilio-Signature", TwilioSignature.sign(SHARED, PUBLIC_URL, FormBody.parse(form)))
                .header("X-Twilio-Webhooks-Signature-Settings", "key=webhooks_shared_key_1,algorithm=HMAC_SHA256")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
