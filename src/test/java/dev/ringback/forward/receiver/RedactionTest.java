package dev.ringback.forward.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.outbound.OutboundRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final Redaction REDACTION = new Redaction(OutboundRequest.json(
            URI.create(
                    "https://user:the-password-of-it@hooks.example/services/T1/a%20secret%20key?sig=signature-of-43&v=1"),
            Map.of("Authorization", "Bearer the-token-of-it", "X-Api-Key", "the-key-of-it"),
            "{}"));

    @Test
    void takesOutWhatIsSecret() {
        assertThat(
                        REDACTION.of(
                                "no https://user:the-password-of-it@hooks.example/services/T1/a%20secret%20key?sig=signature-of-43&v=1"))
                .isEqualTo("no ***");
        assertThat(REDACTION.of("Cannot POST /services/T1/a%20secret%20key!")).isEqualTo("Cannot POST ***!");
        assertThat(REDACTION.of("Cannot POST /services/T1/a secret key!")).isEqualTo("Cannot POST ***!");
        assertThat(REDACTION.of("{\"path\":\"\\/services\\/T1\\/a%20secret%20key\"}"))
                .isEqualTo("{\"path\":\"\\/services\\/T1\\/***\"}");
        assertThat(REDACTION.of("sig signature-of-43 is wrong")).isEqualTo("sig *** is wrong");
        assertThat(REDACTION.of("the-token-of-it, the-key-of-it, Bearer the-token-of-it"))
                .isEqualTo("***, ***, ***");
        assertThat(REDACTION.of("user:the-password-of-it")).isEqualTo("***");
    }

    @Test
    void leavesTheRest() {
        assertThat(REDACTION.of("application/json from hooks.example, v 1, services"))
                .isEqualTo("application/json from hooks.example, v 1, services");
    }

    @Test
    void urlsWithoutAPathAreNone() {
        Redaction none = new Redaction(OutboundRequest.json(URI.create("https://hooks.example"), Map.of(), "{}"));

        assertThat(none.of("a/b ? c = d")).isEqualTo("a/b ? c = d");
    }
}
