package dev.ringback.ingest;

import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call callbacks by GET, signed in another spelling than they are sent in. */
class RespelledCallbackTest {
    private static final String PUBLIC_URL = "https://ringback.example.com/twilio";
    private static final SigningKey TOKEN = new SigningKey(ACCOUNT.authTokens().get(0), SignatureAlgorithm.HMAC_SHA1);

    @TempDir
    Path folder;

    private final String call = TestCallbacks.sid("CA");
    private final String query = "AccountSid=" + ACCOUNT.sid() + "&CallSid=" + call
            + "&CallStatus=completed&CallbackSource=call-progress-events&SequenceNumber=3&CallDuration=12"
            + "&Caller=sip%3Aanna%40sip.example.com&ToCity=COEUR+D%27ALENE+%28%21%29&From=sip%3Aanna%40sip.example.com"
            + "&To=%2B14155550102&Timestamp=Thu%2C+01+Jan+2026+10%3A01%3A00+%2B0000";
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, CallbackOptions.defaults().withPublicUrl(PUBLIC_URL));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            as it came                        | +        | +
            spaces as %20                     | +        | %20
            ( bare                            | %28      | (
            ( ) ! one by one                  | %28%21%29 | (!)
            an apostrophe                     | %27      | '
            sip addresses                     | %40      | @
            colons                            | %3A      | :
            """)
    void isStoredAsItWasSent(String what, String sent, String signed) throws Exception {
        assertThat(get("/twilio?" + query, PUBLIC_URL + "?" + query.replace(sent, signed)))
                .isEqualTo(204);
        assertThat(server.fetch("/Calls/" + call + ".json").path("status").toString())
                .isEqualTo("completed");
        assertThat(server.read("/ringback/v1/timeline/" + call).path("events").toString())
                .contains("COEUR D'ALENE (!)");
    }

    @Test
    void isRefusedIfItSaysSomethingElse() throws Exception {
        assertThat(get("/twilio?" + query, PUBLIC_URL + "?" + query.replace("completed", "busy")))
                .isEqualTo(403);
        assertThat(get("/twilio?" + query, PUBLIC_URL + "?" + query.replace("%2B", "+")))
                .isEqualTo(403);
    }

    @Test
    void aRefusalSaysWhatDiffersOrThatTheFragmentWasSigned() throws Exception {
        try (CapturedLog log = CapturedLog.of(RefusalLog.class.getName())) {
            assertThat(get("/twilio?" + query + "&added=1", PUBLIC_URL + "?" + query))
                    .isEqualTo(403);
            assertThat(get("/twilio?" + query, PUBLIC_URL + "?" + query + "#rc=5&rp=all"))
                    .isEqualTo(403);

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .contains("changed query: of " + PUBLIC_URL + " Twilio signed 11 of the 12 parameters that came")
                    .doesNotContain("correct the public URL");
            assertThat(log.lines().get(1))
                    .contains("signed fragment: the signature covers " + PUBLIC_URL + "#rc=5&rp=all")
                    .doesNotContain("correct the public URL");
        }
    }

    private int get(String target, String signed) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.callbackUrl(target)))
                .version(HttpClient.Version.HTTP_1_1)
                .header("X-Twilio-Signature", TwilioSignature.sign(TOKEN, signed, FormBody.parse("")))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
