package dev.ringback.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormEncoderTest {
    private static final Parameters ODD = new Parameters(List.of(
            new Parameters.Parameter("Body", "It's 1 + 1 = 2 & 100% señor 👍 "),
            new Parameters.Parameter("FromZip", ""),
            new Parameters.Parameter("a[]", "1"),
            new Parameters.Parameter("a[]", "1")));

    @Test
    void bodyWritesASpaceAsPlusAndEverythingOddAsPercentEscapesOfUtf8() {
        assertThat(FormEncoder.body(ODD))
                .isEqualTo(
                        "Body=It%27s+1+%2B+1+%3D+2+%26+100%25+se%C3%B1or+%F0%9F%91%8D+&FromZip=&a%5B%5D=1&a%5B%5D=1");
    }

    @Test
    void queryWritesASpaceAsEscapeAndLeavesTheApostrophe() {
        assertThat(FormEncoder.query(ODD)).startsWith("Body=It's%201%20%2B%201");
    }

    @Test
    void bothReadBackAsTheyWere() {
        List<Parameters.Parameter> expected = ODD.stream().toList();

        assertThat(FormBody.parse(FormEncoder.body(ODD)).parameters()).containsExactlyElementsOf(expected);
        assertThat(FormBody.parse(FormEncoder.query(ODD)).parameters()).containsExactlyElementsOf(expected);
    }

    @Test
    void noParametersAreNoText() {
        assertThat(FormEncoder.body(Parameters.none())).isEmpty();
    }
}
