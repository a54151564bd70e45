package dev.ringback.forward.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Silence;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceDraftTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Rules NONE = new Rules(List.of());

    @Test
    void aDurationCountsFromTheStart() throws InvalidSilenceException {
        SilenceDraft draft = new SilenceDraft(
                "", List.of("error_code=30007"), "2026-01-01T14:00:00+01:00", null, "2h", " Ann ", " again ");

        assertThat(draft.silence(NONE, NOW))
                .isEqualTo(new Silence(
                        0,
                        "",
                        List.of("error_code = \"30007\""),
                        NOW.plusSeconds(3600),
                        NOW.plusSeconds(3 * 3600),
                        "Ann",
                        "again"));
    }

    @Test
    void aStartThatIsPastIsNow() throws InvalidSilenceException {
        Silence silence = draft("2020-01-01T00:00:00Z", "2026-01-01T13:00:00Z", null, "kind = call")
                .silence(NONE, NOW);

        assertThat(silence.startsAt()).isEqualTo(NOW);
        assertThat(silence.endsAt()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void aRuleAloneIsEnoughIfThereIsOne() throws InvalidSilenceException {
        SilenceDraft draft = new SilenceDraft("errors", List.of(), null, null, "1h", "", "");

        assertThat(draft.silence(new Rules(List.of(Rule.gone("errors"))), NOW).rule())
                .isEqualTo("errors");
        assertThat(problem(draft)).isEqualTo("rule names no rule; there are none");
        assertThat(problem(draft, new Rules(List.of(Rule.gone("calls"), Rule.gone("texts")))))
                .isEqualTo("rule names no rule; there are calls, texts");
    }

    @Test
    void charactersThatNoDatabaseStoresAreRemoved() throws InvalidSilenceException {
        SilenceDraft draft = new SilenceDraft("", List.of("kind = call"), null, null, "1h", "A\0nn", "half \ud83d");

        assertThat(draft.silence(NONE, NOW).createdBy()).isEqualTo("Ann");
        assertThat(draft.silence(NONE, NOW).comment()).isEqualTo("half ?");
    }

    @Test
    void eachThatCannotBeIsNamed() {
        assertThat(problem(draft(null, null, "1h"))).isEqualTo("matchers names nothing: name at least one, or a rule");
        assertThat(problem(draft(null, null, "1h", "colour = red")))
                .startsWith("matchers has 'colour = red', which knows no label 'colour'");
        assertThat(problem(draft(null, null, "1h", "kind =~ (")))
                .startsWith("matchers has 'kind =~ (', which is no regular expression");
        assertThat(problem(draft(null, null, null, "kind = call")))
                .isEqualTo("ends_at is missing: say when it ends, or its duration");
        assertThat(problem(draft(null, "2026-01-01T13:00:00Z", "1h", "kind = call")))
                .isEqualTo("ends_at stands beside duration: only one of them can count");
        assertThat(problem(draft(null, "tomorrow", null, "kind = call")))
                .isEqualTo("ends_at is no time: write it like 2026-01-01T12:00:00Z");
        assertThat(problem(draft(null, "2026-01-01T12:00:00Z", null, "kind = call")))
                .isEqualTo("ends_at is past");
        assertThat(problem(draft("2026-01-01T14:00:00Z", "2026-01-01T13:00:00Z", null, "kind = call")))
                .isEqualTo("ends_at must be after starts_at");
        assertThat(problem(draft("+999999999-01-01T00:00:00Z", null, "1h", "kind = call")))
                .isEqualTo("starts_at is no time: write it like 2026-01-01T12:00:00Z");
        assertThat(problem(draft(null, "9999-01-01T12:00:00Z", null, "kind = call")))
                .isEqualTo("ends_at must be within 3660 days");
        assertThat(problem(draft(null, null, "99999d", "kind = call"))).isEqualTo("duration must be within 3660 days");
        assertThat(problem(draft(null, null, "soon", "kind = call")))
                .isEqualTo("duration is no duration: write it like 30s, 5m, 1h30m or 7d");
        assertThat(problem(draft(
                        null, null, "1h", Collections.nCopies(21, "kind = call").toArray(String[]::new))))
                .isEqualTo("matchers must not be more than 20");
        assertThat(problem(draft(null, null, "1h", "kind = " + "x".repeat(500))))
                .isEqualTo("matchers must not be longer than 500 characters");
        assertThat(problem(new SilenceDraft("", List.of("kind = call"), null, null, "1h", "x".repeat(101), "")))
                .isEqualTo("created_by must not be longer than 100 characters");
        assertThat(problem(new SilenceDraft("", List.of("kind = call"), null, null, "1h", "", "x".repeat(501))))
                .isEqualTo("comment must not be longer than 500 characters");
    }

    private static SilenceDraft draft(
            @Nullable String startsAt, @Nullable String endsAt, @Nullable String duration, String... matchers) {
        return new SilenceDraft("", List.of(matchers), startsAt, endsAt, duration, "", "");
    }

    private static String problem(SilenceDraft draft) {
        return problem(draft, NONE);
    }

    private static String problem(SilenceDraft draft, Rules rules) {
        InvalidSilenceException invalid =
                catchThrowableOfType(InvalidSilenceException.class, () -> draft.silence(rules, NOW));
        return invalid.field() + " " + invalid.problem();
    }
}
