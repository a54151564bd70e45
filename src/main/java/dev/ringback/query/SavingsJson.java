package dev.ringback.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.storage.RequestCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes as JSON what the mirror saved. */
final class SavingsJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int DECIMALS = 4;

    private SavingsJson() {}

    /** Holds what is said of all accounts together. */
    private record View(Saving total, List<OfAccount> accounts) {}

    private record Saving(
            long mirror,
            long requests,
            SortedMap<String, Long> purposes,
            long tooManyRequests,
            @Nullable BigDecimal saved) {
        static Saving of(Collection<RequestCount> counts) {
            SortedMap<String, Long> purposes = new TreeMap<>();
            long mirror = 0;
            long refused = 0;
            for (RequestCount count : counts) {
                switch (count.what()) {
                    case RequestCount.MIRROR -> mirror += count.count();
                    case RequestCount.REFUSED -> refused += count.count();
                    default -> purposes.merge(count.what(), count.count(), Long::sum);
                }
            }
            long requests =
                    purposes.values().stream().mapToLong(Long::longValue).sum();
            return new Saving(mirror, requests, purposes, refused, share(mirror, requests));
        }

        /** Rounded down, so that 1 says that nothing was asked. */
        private static @Nullable BigDecimal share(long mirror, long requests) {
            long all = mirror + requests;
            return all == 0
                    ? null
                    : BigDecimal.valueOf(mirror).divide(BigDecimal.valueOf(all), DECIMALS, RoundingMode.DOWN);
        }
    }

    private record OfAccount(
            String accountSid,
            long mirror,
            long requests,
            SortedMap<String, Long> purposes,
            long tooManyRequests,
            @Nullable BigDecimal saved,
            List<OfCaller> callers) {
        static OfAccount of(String accountSid, List<RequestCount> counts) {
            Saving saving = Saving.of(counts);
            return new OfAccount(
                    accountSid,
                    saving.mirror(),
                    saving.requests(),
                    saving.purposes(),
                    saving.tooManyRequests(),
                    saving.saved(),
                    counts.stream()
                            .filter(count -> count.what().equals(RequestCount.MIRROR))
                            .map(count -> new OfCaller(count.caller(), count.count()))
                            .toList());
        }
    }

    private record OfCaller(String credential, long mirror) {}

    /** @param counts in the order of accounts */
    static byte[] write(List<RequestCount> counts) {
        Map<String, List<RequestCount>> byAccount = new LinkedHashMap<>();
        for (RequestCount count : counts) {
            byAccount
                    .computeIfAbsent(count.accountSid(), account -> new ArrayList<>())
                    .add(count);
        }
        List<OfAccount> accounts = byAccount.entrySet().stream()
                .map(account -> OfAccount.of(account.getKey(), account.getValue()))
                .toList();
        try {
            return JSON.writeValueAsBytes(new View(Saving.of(counts), accounts));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
