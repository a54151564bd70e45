package dev.ringback.forward.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncationTest {
    private static final String SMILE = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({"5, hello", "6, hello", "4, hel\u2026", "1, \u2026", "0, ''", "-1, ''"})
    void cutsToCharacters(int most, String result) {
        assertThat(Truncation.toCharacters("hello", most)).isEqualTo(result);
    }

    @Test
    void emptyTextStaysEmpty() {
        assertThat(Truncation.toCharacters("", 0)).isEmpty();
        assertThat(Truncation.toBytes("", 5)).isEmpty();
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Truncation.toCharacters(SMILE.repeat(3), 6)).isEqualTo(SMILE.repeat(3));
        assertThat(Truncation.toCharacters(SMILE.repeat(3), 5)).isEqualTo(SMILE.repeat(2) + "\u2026");
        assertThat(Truncation.toCharacters(SMILE.repeat(3), 4)).isEqualTo(SMILE + "\u2026");
    }

    @Test
    void cutsNoEscapeInTwo() {
        assertThat(Truncation.toCharacters("<<<", 9, text -> text.replace("<", "&lt;")))
                .isEqualTo("&lt;&lt;\u2026");
        assertThat(Truncation.toCharacters("<<<", 12, text -> text.replace("<", "&lt;")))
                .isEqualTo("&lt;&lt;&lt;");
        assertThat(Truncation.toCharacters("<<<", 11, text -> text.replace("<", "&lt;")))
                .isEqualTo("&lt;&lt;\u2026");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "7", "10", "11", "12", "13"})
    void cutsToBytes(int most) {
        String cut = Truncation.toBytes("a" + SMILE.repeat(3), most);

        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
        assertThat(cut).matches(most < 3 ? "" : most < 13 ? "a?(" + SMILE + ")*\u2026" : "a(" + SMILE + "){3}");
    }

    @Test
    void piecesAreAddedWhileThereIsRoom() {
        BoundedText text = new BoundedText(6);

        assertThat(text.isEmpty()).isTrue();
        assertThat(text.add(", ", "ab")).isTrue();
        assertThat(text.add(", ", "cde")).isFalse();
        assertThat(text.add(", ", "cd")).isTrue();
        assertThat(text.add("", "e")).isFalse();
        assertThat(text.add(", ", "")).isTrue();
        assertThat(text).hasToString("ab, cd");
    }
}
