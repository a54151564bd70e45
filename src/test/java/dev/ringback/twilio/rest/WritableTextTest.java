package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritableTextTest {
    @Test
    void everyControlCharacterButTabAndLineEndsIsReplaced() {
        for (char c = 0; c < ' '; c++) {
            String expected = c == '\t' || c == '\n' || c == '\r' ? "a" + c + "b" : "a\ufffdb";
            assertThat(WritableText.of("a" + c + "b")).as("U+%04X", (int) c).isEqualTo(expected);
        }
    }

    @Test
    void halvesOfPairsAndWhatIsNoCharacterAreReplaced() {
        assertThat(WritableText.of("\ud83d")).isEqualTo("\ufffd");
        assertThat(WritableText.of("\udc4b\ud83d")).isEqualTo("\ufffd\ufffd");
        assertThat(WritableText.of("\ud83d\ud83d\udc4b")).isEqualTo("\ufffd\ud83d\udc4b");
        assertThat(WritableText.of("\ufffe\uffff")).isEqualTo("\ufffd\ufffd");
    }

    @Test
    void textWithoutThemIsTheSameObject() {
        String text = "Grüße 👋, \"quoted\"\r\n\t\u007f\u0085";

        assertThat(WritableText.of(text)).isSameAs(text);
    }
}
