package dev.ringback.twilio.adopted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSealTest {
    private static final String ONE = "AC00000000000000000000000000000001";
    private static final String OTHER = "AC00000000000000000000000000000002";
    private static final AdoptedCallback CALLBACK = AdoptedCallback.of(
                    "https://user:secret@app.example.com/hook?order=7", "get", Set.of("completed", "ringing"))
            .orElseThrow();

    private final CallbackSeal seal = seal(account(ONE, "token"), account(OTHER, "token"));

    private static CallbackSeal seal(Account... accounts) {
        return new CallbackSeal(new Accounts(Arrays.asList(accounts)));
    }

    private static Account account(String sid, String... tokens) {
        return new Account(sid, List.of(tokens), null, List.of(), Map.of());
    }

    @Test
    void whatWasSealedOpensOnEveryNode() {
        String sealed = seal.seal(ONE, CALLBACK).orElseThrow();

        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("example");
        assertThat(seal.open(ONE, sealed)).contains(CALLBACK);
        assertThat(seal(account(ONE, "token")).open(ONE, sealed)).contains(CALLBACK);
        assertThat(seal.seal(ONE, CALLBACK)).get().isNotEqualTo(sealed);
    }

    @Test
    void aFormerTokenOpensAndTheFirstSeals() {
        String sealed = seal.seal(ONE, CALLBACK).orElseThrow();
        CallbackSeal rotated = seal(account(ONE, "new token", "token"));

        assertThat(rotated.open(ONE, sealed)).contains(CALLBACK);
        assertThat(seal.open(ONE, rotated.seal(ONE, CALLBACK).orElseThrow())).isEmpty();
        assertThat(seal(account(ONE, "new token")).open(ONE, sealed)).isEmpty();
    }

    /** The accounts have the same token. */
    @Test
    void whatWasSealedForOneAccountOpensForNoOther() {
        String sealed = seal.seal(ONE, CALLBACK).orElseThrow();

        assertThat(seal.open(OTHER, sealed)).isEmpty();
        assertThat(seal.open("AC00000000000000000000000000000003", sealed)).isEmpty();
        assertThat(seal.seal("AC00000000000000000000000000000003", CALLBACK)).isEmpty();
    }

    @Test
    void whatWasChangedOrCutDoesNotOpen() {
        String sealed = seal.seal(ONE, CALLBACK).orElseThrow();
        for (int i = 0; i < sealed.length() - 1; i++) {
            char changed = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(seal.open(ONE, sealed.substring(0, i) + changed + sealed.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
            assertThat(seal.open(ONE, sealed.substring(0, i))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "!",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u00fc"
            })
    void whatIsNoSealDoesNotOpen(String text) {
        assertThat(seal.open(ONE, text)).isEmpty();
    }
}
