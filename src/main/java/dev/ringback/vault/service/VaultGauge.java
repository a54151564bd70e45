package dev.ringback.vault.service;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.VaultSummary;
import dev.ringback.vault.store.ObjectStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what the ledger holds, as it was when somebody looked last. Safe for use by many threads. */
public final class VaultGauge {
    private static final Logger log = LoggerFactory.getLogger(VaultGauge.class);

    private final VaultLedger ledger;
    private final Clock clock;
    private final MultiGauge objects;
    private final MultiGauge bytes;
    private volatile double oldestWaiting;
    private volatile double free = Double.NaN;

    public VaultGauge(VaultLedger ledger, MeterRegistry registry, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.objects = MultiGauge.builder("ringback.vault.objects")
                .description("Entries of the vault's ledger, by kind and state")
                .register(registry);
        this.bytes = MultiGauge.builder("ringback.vault.bytes")
                .description("Bytes that the vault has, by kind")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("ringback.vault.oldest.waiting", () -> oldestWaiting)
                .description("How long the oldest object has been waiting to be copied")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("ringback.vault.free", () -> free)
                .description("Bytes free on the disk of the vault; NaN where that is not known")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Looks anew. */
    void refresh(ObjectStore store) {
        try {
            show(ledger.summary(AccountScope.all()));
            OptionalLong room = store.freeBytes();
            free = room.isPresent() ? room.getAsLong() : Double.NaN;
        } catch (StorageException | IOException unavailable) {
            log.debug("the figures of the vault stay as they were: {}", unavailable.getMessage());
        }
    }

    private void show(List<VaultSummary> summary) {
        objects.register(
                summary.stream()
                        .map(row -> MultiGauge.Row.of(
                                Tags.of(
                                        "kind",
                                        row.kind().text(),
                                        "state",
                                        row.state().text()),
                                row.objects()))
                        .toList(),
                true);
        bytes.register(
                Arrays.stream(VaultKind.values())
                        .filter(VaultKind::isContent)
                        .map(kind -> MultiGauge.Row.of(
                                Tags.of("kind", kind.text()),
                                sum(
                                        summary,
                                        row -> row.kind() == kind && row.state() == VaultState.COPIED
                                                ? row.bytes()
                                                : 0)))
                        .toList(),
                true);
        oldestWaiting = summary.stream()
                .filter(row -> row.state() == VaultState.HEARD || row.state() == VaultState.FAILED)
                .map(VaultSummary::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.<Instant>naturalOrder())
                .map(oldest -> (double)
                        Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()))
                .orElse(0.0);
    }

    private static double sum(List<VaultSummary> summary, ToDoubleFunction<VaultSummary> value) {
        return summary.stream().mapToDouble(value).sum();
    }
}
