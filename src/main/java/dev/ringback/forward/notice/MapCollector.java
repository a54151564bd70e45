package dev.ringback.forward.notice;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets a template see what is in maps and nothing else of Java, and walk over lists not for ever. For one use of one template. */
final class MapCollector extends BasicCollector {
    private static final int MOST_LISTS = 10_000;

    private static final VariableFetcher MAP =
            (map, name) -> map instanceof Map<?, ?> variables && variables.containsKey(name)
                    ? variables.get(name)
                    : Template.NO_FETCHER_FOUND;

    private int lists;

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        if (++lists > MOST_LISTS) {
            throw new LimitReachedException();
        }
        return super.toIterator(value);
    }

    @Override
    public @Nullable VariableFetcher createFetcher(Object context, String name) {
        return context instanceof Map<?, ?> ? MAP : null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
