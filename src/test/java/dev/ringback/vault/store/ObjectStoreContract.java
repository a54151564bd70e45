package dev.ringback.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.Background;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, whatever it keeps objects in. */
public abstract class ObjectStoreContract {
    /** More than a store holds back in memory. */
    protected static final int LONG = 9 * 1024 * 1024;

    /** The store under test, empty at first. */
    protected abstract ObjectStore store();

    @Test
    void anObjectIsReadAsItWasWritten() throws IOException {
        put("AC1/recordings/2026-11/RE1.wav", "hello");

        assertThat(text("AC1/recordings/2026-11/RE1.wav", 0, Long.MAX_VALUE)).isEqualTo("hello");
        assertThat(store().length("AC1/recordings/2026-11/RE1.wav")).hasValue(5);
    }

    @Test
    void aPartBeginsAndEndsAnywhere() throws IOException {
        put("a/b", "0123456789");

        assertThat(text("a/b", 3, 4)).isEqualTo("3456");
        assertThat(text("a/b", 3, Long.MAX_VALUE)).isEqualTo("3456789");
        assertThat(text("a/b", 9, 1)).isEqualTo("9");
        assertThat(text("a/b", 9, 2)).isEqualTo("9");
        assertThat(text("a/b", 10, 1)).isEmpty();
        assertThat(text("a/b", 11, Long.MAX_VALUE)).isEmpty();
        assertThat(text("a/b", Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aPartThatCannotBeIsRefused() throws IOException {
        put("a", "0123");

        assertThatThrownBy(() -> store().read("a", -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().read("a", 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectMayBeEmpty() throws IOException {
        put("empty", "");

        assertThat(store().length("empty")).hasValue(0);
        assertThat(text("empty", 0, Long.MAX_VALUE)).isEmpty();
    }

    /** Around the length of the parts in which a bucket is written. */
    @ParameterizedTest
    @ValueSource(ints = {8 * 1024 * 1024 - 1, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1, 16 * 1024 * 1024, 17 * 1024 * 1024})
    void longObjectsAreWhole(int length) throws IOException {
        byte[] content = random(length);
        try (ObjectWriter writer = store().write("long")) {
            writer.stream().write(content, 0, 10);
            writer.stream().write(content, 10, length - 11);
            writer.stream().write(content[length - 1]);
            writer.commit();
        }

        try (InputStream read = store().read("long", 0, Long.MAX_VALUE)) {
            assertThat(Arrays.equals(read.readAllBytes(), content)).isTrue();
        }
        try (InputStream read = store().read("long", length - 3, 2)) {
            assertThat(read.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, length - 3, length - 1));
        }
        assertThat(store().incomplete()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, LONG})
    void nobodySeesAnObjectBeforeItIsCommitted(int length) throws IOException {
        put("a/replaced", "old");
        try (ObjectWriter fresh = store().write("a/new");
                ObjectWriter other = store().write("a/replaced")) {
            fresh.stream().write(random(length));
            other.stream().write(random(length));
            fresh.stream().close();

            assertThat(store().length("a/new")).isEmpty();
            assertThat(text("a/replaced", 0, Long.MAX_VALUE)).isEqualTo("old");
            assertThat(keys()).containsExactly("a/replaced");

            fresh.commit();
            other.commit();
        }
        assertThat(store().length("a/new")).hasValue(length);
        assertThat(store().length("a/replaced")).hasValue(length);
        assertThat(store().incomplete()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, LONG})
    void whatIsNotCommittedIsThrownAway(int length) throws IOException {
        try (ObjectWriter writer = store().write("a/b")) {
            writer.stream().write(random(length));
        }

        assertThat(store().length("a/b")).isEmpty();
        assertThat(keys()).isEmpty();
        assertThat(store().incomplete()).isEmpty();
    }

    @Test
    void whatSomebodyHasBegunToWriteIsNamedAndCanBeThrownAway() throws IOException {
        put("a/whole", "whole");
        try (ObjectWriter writer = store().write("a/b.c-d_e");
                ObjectWriter again = store().write("a/b.c-d_e");
                ObjectWriter other = store().write("a/b.c")) {
            writer.stream().write(random(LONG));
            again.stream().write(random(LONG));
            other.stream().write(random(LONG));
            assertThat(store().incomplete()).containsExactlyInAnyOrder("a/b.c-d_e", "a/b.c");

            store().discardIncomplete("a/b.c-d_e");

            assertThat(store().incomplete()).containsExactly("a/b.c");
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class).hasMessageContaining("a/b.c-d_e");
            other.commit();
        }
        assertThat(keys()).containsExactlyInAnyOrder("a/whole", "a/b.c");
        store().discardIncomplete("a/whole");
        store().discardIncomplete("never/written");
        assertThat(text("a/whole", 0, 9)).isEqualTo("whole");
    }

    @Test
    void anObjectThatIsNotThereIsToldSo() throws IOException {
        assertThat(store().length("a/b")).isEmpty();
        assertThatThrownBy(() -> store().read("a/b", 0, 1))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("a/b");
        store().delete("a/b");
        assertThat(keys()).isEmpty();
        assertThat(store().incomplete()).isEmpty();
    }

    @Test
    void aDeletedObjectIsNoLongerThere() throws IOException {
        put("a/b", "x");
        put("a/c", "y");

        store().delete("a/b");

        assertThat(store().length("a/b")).isEmpty();
        assertThat(keys()).containsExactly("a/c");
    }

    @Test
    void whoeverReadsAnObjectThatIsReplacedGetsOneOfBothWhole() throws IOException {
        byte[] content = random(LONG);
        try (ObjectWriter writer = store().write("a")) {
            writer.stream().write(content);
            writer.commit();
        }
        try (InputStream read = store().read("a", 0, Long.MAX_VALUE)) {
            byte[] start = read.readNBytes(100);
            put("a", "short");
            byte[] rest = read.readAllBytes();

            assertThat(start).isEqualTo(Arrays.copyOf(content, 100));
            assertThat(Arrays.equals(rest, Arrays.copyOfRange(content, 100, LONG)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/..",
                "a/../b",
                ".a",
                "a/.b",
                "a\\b",
                "a b",
                "a\nb",
                "\u00e4",
                "a~b",
                "a:b",
                "a\0b",
                "a/./b",
                "%2e%2e/a"
            })
    void whatIsNoKeyIsRefused(String key) {
        assertRefused(key);
    }

    @Test
    void aKeyHasAnEnd() throws IOException {
        String longest = "a".repeat(ObjectKey.MOST_CHARACTERS);
        put(longest, "x");

        assertThat(text(longest, 0, 1)).isEqualTo("x");
        assertRefused(longest + "a");
    }

    private void assertRefused(String key) {
        assertThatThrownBy(() -> store().write(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().read(key, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().length(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().discardIncomplete(key))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).matches("[ -~]{1,120}"));
    }

    /** More than a bucket tells in one answer. */
    @Test
    void manyObjectsAreListedOnceEach() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_030; i++) {
            expected.add("AC" + i % 7 + "/media/ME" + i);
        }
        for (String key : expected) {
            put(key, "x");
        }

        assertThat(keys()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void manyWriteTheSameObjectAtOnceAndOneOfThemWins() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String content = String.valueOf(i).repeat(100_000);
            writers.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            begin.await();
                            put("AC1/same", content);
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Background.THREADS));
        }
        begin.countDown();
        for (CompletableFuture<Void> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }

        String winner = text("AC1/same", 0, Long.MAX_VALUE);
        assertThat(winner).isEqualTo(winner.substring(0, 1).repeat(100_000));
        assertThat(keys()).containsExactly("AC1/same");
        assertThat(store().incomplete()).isEmpty();
    }

    protected final void put(String key, String content) throws IOException {
        try (ObjectWriter writer = store().write(key)) {
            writer.stream().write(content.getBytes(UTF_8));
            writer.commit();
        }
    }

    protected final String text(String key, long from, long length) throws IOException {
        try (InputStream read = store().read(key, from, length)) {
            return new String(read.readAllBytes(), UTF_8);
        }
    }

    protected final List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        store().list(keys::add);
        return keys;
    }

    protected static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
