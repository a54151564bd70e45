package dev.ringback.storage.jdbi.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.PageRequest;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.ConferenceFilter;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sqlite.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds the rows of each filtered list: by the index that is there for it, in its order, sorting nothing. */
class ListPlanTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final PageRequest FIRST = PageRequest.first();
    private static final TimeRange DAY =
            new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
    private static final TimeRange ALWAYS = TimeRange.ALWAYS;

    @TempDir
    Path folder;

    static Stream<Arguments> lists() {
        return Stream.of(
                messages("message_newest", new MessageFilter(null, null, ALWAYS, null, null, null, List.of())),
                messages(
                        "message_newest_to",
                        new MessageFilter("+14155550100", null, ALWAYS, null, null, null, List.of())),
                messages(
                        "message_newest_from",
                        new MessageFilter(null, "+14155550100", ALWAYS, null, null, null, List.of())),
                messages("message_last_sent", new MessageFilter(null, null, DAY, null, null, null, List.of())),
                messages(
                        "message_newest_of_status",
                        new MessageFilter(null, null, ALWAYS, "failed", null, null, List.of())),
                messages(
                        "message_newest_of_error", new MessageFilter(null, null, ALWAYS, null, 30003, null, List.of())),
                messages(
                        "message_newest_of_service",
                        new MessageFilter(null, null, ALWAYS, null, null, "MG1", List.of())),
                calls("call_newest", new CallFilter(null, null, null, Set.of(), ALWAYS, ALWAYS)),
                calls("call_newest_to", new CallFilter("+14155550100", null, null, Set.of(), ALWAYS, ALWAYS)),
                calls("call_newest_from", new CallFilter(null, "+14155550100", null, Set.of(), ALWAYS, ALWAYS)),
                calls("call_newest_of_parent", new CallFilter(null, null, "CA1", Set.of(), ALWAYS, ALWAYS)),
                calls("call_newest_of_status", new CallFilter(null, null, null, Set.of("ringing"), ALWAYS, ALWAYS)),
                calls("call_last_started", new CallFilter(null, null, null, Set.of(), DAY, ALWAYS)),
                calls("call_last_ended", new CallFilter(null, null, null, Set.of(), ALWAYS, DAY)),
                conferences("conference_newest_of_name", new ConferenceFilter("a", null, ALWAYS, ALWAYS)),
                conferences("conference_newest_of_status", new ConferenceFilter(null, "init", ALWAYS, ALWAYS)),
                conferences("conference_newest", new ConferenceFilter(null, null, DAY, ALWAYS)),
                recordings("recording_newest", new RecordingFilter(null, null, DAY, false)),
                recordings("recording_newest_of_call", new RecordingFilter("CA1", null, ALWAYS, false)),
                recordings("recording_newest_of_conference", new RecordingFilter(null, "CF1", ALWAYS, false)),
                alerts("alert_newest", new AlertFilter(null, null, DAY)),
                alerts("alert_newest_of_resource", new AlertFilter(null, "CA1", ALWAYS)));
    }

    private static Arguments messages(String index, MessageFilter filter) {
        return list(index, reads -> new JdbiResourceStore(reads).list(ACCOUNT, filter, FIRST));
    }

    private static Arguments calls(String index, CallFilter filter) {
        return list(index, reads -> new JdbiResourceStore(reads).list(ACCOUNT, filter, FIRST));
    }

    private static Arguments conferences(String index, ConferenceFilter filter) {
        return list(index, reads -> new JdbiResourceStore(reads).list(ACCOUNT, filter, FIRST));
    }

    private static Arguments recordings(String index, RecordingFilter filter) {
        return list(index, reads -> new JdbiResourceStore(reads).list(ACCOUNT, filter, FIRST));
    }

    private static Arguments alerts(String index, AlertFilter filter) {
        return list(index, reads -> new JdbiResourceStore(reads).list(ACCOUNT, filter, FIRST));
    }

    private static Arguments list(String index, Consumer<Reads> reading) {
        return Arguments.of(index, reading);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void theListHasItsIndex(String index, Consumer<Reads> reading) throws SQLException {
        assertThat(plan(reading)).contains("USING INDEX " + index + " ").doesNotContain("TEMP B-TREE", "SCAN");
    }

    @Test
    void theFilterThatFewestRowsPassLeads() throws SQLException {
        MessageFilter several = new MessageFilter("+14155550100", "+14155550101", DAY, "failed", null, null, List.of());

        assertThat(plan(reads -> new JdbiResourceStore(reads).list(ACCOUNT, several, FIRST)))
                .contains("USING INDEX message_newest_to (account_sid=? AND to_address=?)");
    }

    private String plan(Consumer<Reads> reading) throws SQLException {
        return new QueryPlan(folder.resolve("ringback.db")).of(reading);
    }
}
