package dev.ringback.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.base.Page;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.ResourceSet;
import com.twilio.http.TwilioRestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Reads a list in every way that Twilio's Java library offers. */
final class LibraryReads {
    private static final int SIZE = 2;

    private LibraryReads() {}

    /** Fails unless each way shows these items, in pages of {@value #SIZE} too. */
    static <T extends Resource> void expect(
            TwilioRestClient twilio,
            Supplier<? extends Reader<T>> list,
            Function<? super T, String> key,
            List<String> expected) {
        List<String> firstPage = expected.subList(0, Math.min(SIZE, expected.size()));

        assertThat(keys(list.get().read(twilio), key)).isEqualTo(expected);
        assertThat(keys(list.get().pageSize(SIZE).read(twilio), key)).isEqualTo(expected);
        ResourceSet<T> onePage = list.get().pageSize(SIZE).read(twilio);
        onePage.setAutoPaging(false);
        assertThat(keys(onePage, key)).isEqualTo(firstPage);
        for (int limit = 1; limit <= expected.size(); limit++) {
            assertThat(keys(list.get().pageSize(SIZE).limit(limit).read(twilio), key))
                    .isEqualTo(expected.subList(0, limit));
            assertThat(keys(list.get().limit(limit).read(twilio), key)).isEqualTo(expected.subList(0, limit));
        }
        expectPagesThereAndBack(twilio, list.get().pageSize(SIZE), key, expected);
    }

    /** Fails unless an empty list is read as one. */
    static <T extends Resource> void expectNone(TwilioRestClient twilio, Reader<T> list) {
        assertThat(list.read(twilio)).isEmpty();
    }

    private static <T extends Resource> void expectPagesThereAndBack(
            TwilioRestClient twilio, Reader<T> list, Function<? super T, String> key, List<String> expected) {
        List<List<String>> pages = new ArrayList<>();
        Page<T> page = list.firstPage(twilio);
        pages.add(keys(page.getRecords(), key));
        assertThat(page.getPageSize()).isEqualTo(SIZE);
        while (page.hasNextPage()) {
            page = list.nextPage(page, twilio);
            pages.add(keys(page.getRecords(), key));
        }
        assertThat(pages).hasSize(Math.max(1, (expected.size() + SIZE - 1) / SIZE));
        assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(expected);
        for (int number = pages.size() - 2; number >= 0; number--) {
            page = list.previousPage(page, twilio);
            assertThat(keys(page.getRecords(), key)).isEqualTo(pages.get(number));
        }
    }

    private static <T> List<String> keys(Iterable<T> items, Function<? super T, String> key) {
        // A set of the library is a list of one walk, so each is walked once.
        return StreamSupport.stream(items.spliterator(), false).<String>map(key).toList();
    }
}
