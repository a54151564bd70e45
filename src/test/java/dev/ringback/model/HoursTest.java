package dev.ringback.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** 2026-03-27 is a Friday; on the 29th at 01:00Z clocks there go from 2 to 3. */
    @ParameterizedTest
    @CsvSource({
        "09:00, 17:00, 2026-03-27T07:59:59Z, false",
        "09:00, 17:00, 2026-03-27T08:00:00Z, true",
        "09:00, 17:00, 2026-03-27T15:59:59Z, true",
        "09:00, 17:00, 2026-03-27T16:00:00Z, false",
        "09:00, 17:00, 2026-03-28T12:00:00Z, false",
        "09:00, 17:00, 2026-03-30T07:00:00Z, true", // summer time
        "22:00, 06:00, 2026-03-27T21:00:00Z, true",
        "22:00, 06:00, 2026-03-28T04:59:59Z, true", // still Friday's
        "22:00, 06:00, 2026-03-28T05:00:00Z, false",
        "22:00, 06:00, 2026-03-28T21:30:00Z, false", // Saturday's
        "22:00, 06:00, 2026-03-30T01:00:00Z, false", // Sunday's
        "00:00, 00:00, 2026-03-26T23:00:00Z, true", // Friday 00:00 there
        "00:00, 00:00, 2026-03-27T22:59:59Z, true",
        "00:00, 00:00, 2026-03-27T23:00:00Z, false",
    })
    void belongToTheDayOnWhichTheyBegin(LocalTime from, LocalTime to, Instant moment, boolean inside) {
        Hours workdays = new Hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to, BERLIN);

        assertThat(workdays.contain(moment)).isEqualTo(inside);
    }
}
