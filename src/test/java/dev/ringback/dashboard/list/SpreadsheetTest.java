package dev.ringback.dashboard.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV does nothing in a spreadsheet but to be read. */
class SpreadsheetTest {
    private static String write(String cell) {
        byte[] csv = Spreadsheet.write(List.of("A"), List.of(List.of(cell)));
        return new String(csv, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+14155550100", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "=cmd|' /C calc'!A0"
            })
    void whatASpreadsheetWouldTakeForAFormulaIsText(String cell) {
        assertThat(write(cell)).matches("(?s)A\n\"?'.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a=b", "1+1", "", "'quoted"})
    void allElseStaysAsItIs(String cell) {
        assertThat(write(cell)).isIn("A\n" + cell + "\n", "A\n\"" + cell + "\"\n");
    }

    @Test
    void quotesCommasAndLinesStayInTheirCell() {
        assertThat(write("a \"b\", c\nd")).isEqualTo("A\n\"a \"\"b\"\", c\nd\"\n");
    }
}
