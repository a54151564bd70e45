package dev.ringback.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.twilio.FormBody;
import org.junit.jupiter.api.Test;

class FormTest {
    private final Form odd = new Form()
            .with("Body", "It's 1 + 1 = 2 & 100% señor 👍 ")
            .with("FromZip", "")
            .with("a[]", 1)
            .with("a[]", 1);

    @Test
    void bodyWritesASpaceAsPlusAndEverythingOddAsPercentEscapesOfUtf8() {
        assertThat(odd.body())
                .isEqualTo(
                        "Body=It%27s+1+%2B+1+%3D+2+%26+100%25+se%C3%B1or+%F0%9F%91%8D+&FromZip=&a%5B%5D=1&a%5B%5D=1");
    }

    @Test
    void queryWritesASpaceAsEscapeAndLeavesTheApostrophe() {
        assertThat(odd.query()).startsWith("Body=It's%201%20%2B%201");
    }

    @Test
    void bothReadBackAsTheyWere() {
        assertThat(FormBody.parse(odd.body()).parameters()).containsExactlyElementsOf(odd.parameters());
        assertThat(FormBody.parse(odd.query()).parameters()).containsExactlyElementsOf(odd.parameters());
    }

    @Test
    void noParametersAreNoText() {
        assertThat(new Form().body()).isEmpty();
    }
}
