package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.SystemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Ringback itself has to tell. */
public abstract class SystemEventStoreContract extends StorageContract {
    private static final Instant THEN = Instant.ofEpochMilli(1_764_000_000_123L);

    /** Different for each test, since they may share a database. */
    private final String kind = UUID.randomUUID().toString();

    @Test
    void allOfAnEventIsKept() {
        SystemEvent event = new SystemEvent(
                0,
                kind + " 1",
                kind,
                account,
                "s \u263e",
                THEN,
                Map.of("component", "S\u00fcd \ud83d\ude00"),
                "a\nb",
                true);
        long before = store().newest();

        assertThat(store().append(event)).isTrue();

        SystemEvent kept = store().after(before, 10).get(0);
        assertThat(kept.id()).isGreaterThan(before).isEqualTo(store().newest());
        assertThat(kept).isEqualTo(event.withId(kept.id()));
        assertThat(store().after(kept.id(), 10)).isEmpty();
        SystemEvent bare = new SystemEvent(0, kind + " 2", kind, null, "", THEN, Map.of(), "", false);
        store().append(bare);
        assertThat(store().latest(kind, ""))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(bare.withId(found.id())));
    }

    @Test
    void aRepetitionIsNotStoredAgain() {
        assertThat(append("s", 1, false)).isTrue();
        assertThat(append("s", 1, true)).isFalse();

        assertThat(store().latest(kind)).hasSize(1).noneMatch(SystemEvent::resolved);
    }

    @Test
    void whatIsTooLongOrCannotBeStoredIsCut() {
        SystemEvent event = new SystemEvent(
                0,
                kind,
                kind,
                null,
                "s",
                THEN,
                Map.of("a", "x".repeat(SystemEvent.MAX_LABEL + 1)),
                "\0\ud83d" + "y".repeat(SystemEvent.MAX_TEXT),
                false);

        assertThat(store().append(event)).isTrue();
        assertThat(store().latest(kind, "s"))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(event.withId(found.id())));
        assertThat(event.label("a")).hasSize(SystemEvent.MAX_LABEL);
        assertThat(event.text()).hasSizeLessThanOrEqualTo(SystemEvent.MAX_TEXT).doesNotContain("\0");
    }

    @Test
    void theLastWordOnEachSubjectIsFound() {
        append("a", 1, false);
        append("b", 1, false);
        append("a", 2, true);

        assertThat(store().latest(kind)).extracting(SystemEvent::key).containsExactly(key("b", 1), key("a", 2));
        assertThat(store().latest(kind, "a"))
                .hasValueSatisfying(last -> assertThat(last.resolved()).isTrue());
        assertThat(store().latest(kind, "c")).isEmpty();
        assertThat(store().latest(kind + " other")).isEmpty();
    }

    @Test
    void whatIsOldGoesButNotTheLastWordOnWhatGoesOn() {
        append("over", 1, false);
        append("over", 2, true);
        append("on", 1, false);
        append("on", 2, false);
        append("young", 9, true);

        assertThat(store().deleteBefore(THEN.plusSeconds(5), 2)).isEqualTo(2);
        assertThat(store().deleteBefore(THEN.plusSeconds(5), 2)).isEqualTo(1);
        assertThat(store().deleteBefore(THEN.plusSeconds(5), 2)).isZero();
        assertThat(store().latest(kind)).extracting(SystemEvent::key).containsExactly(key("on", 2), key("young", 9));
    }

    /** A reader passes an id for good. */
    @Test
    void aReaderMissesNothingThatManyAppendAtOnce() {
        long begin = store().newest();
        CompletableFuture<?> all = CompletableFuture.allOf(IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 25).forEach(i -> append("w" + writer, i, false))))
                .toArray(CompletableFuture<?>[]::new));
        Set<String> read = new HashSet<>();
        long position = begin;
        boolean ended = false;
        while (!ended) {
            ended = all.isDone();
            List<SystemEvent> news = new ArrayList<>(store().after(position, 7));
            while (!news.isEmpty()) {
                news.forEach(event -> read.add(event.key()));
                position = news.get(news.size() - 1).id();
                news = store().after(position, 7);
            }
        }
        all.join();
        assertThat(read).hasSize(100);
    }

    private boolean append(String subject, int second, boolean resolved) {
        return store().append(new SystemEvent(
                0,
                key(subject, second),
                kind,
                account,
                subject,
                THEN.plusSeconds(second),
                Map.of("level", "error"),
                "text",
                resolved));
    }

    private String key(String subject, int second) {
        return kind + " " + subject + " " + second;
    }

    private SystemEventStore store() {
        return database.systemEvents();
    }
}
