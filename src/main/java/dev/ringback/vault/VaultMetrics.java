package dev.ringback.vault;

import dev.ringback.model.VaultKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the vault of this node does. Safe for use by many threads. */
public final class VaultMetrics {
    private final MeterRegistry registry;
    private final Counter bytes;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    public VaultMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.bytes = Counter.builder("ringback.vault.copied.bytes")
                .description("Bytes of content copied from Twilio into the vault")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Counts an object that was copied. */
    public void copied(VaultKind kind, long length) {
        bytes.increment((double) length);
        counter("ringback.vault.copied", "Objects copied from Twilio into the vault", "kind", kind.text())
                .increment();
    }

    /**
     * Counts a failed attempt to copy, read back or delete something.
     *
     * @param reason in a word, of few
     */
    public void failed(String reason) {
        counter("ringback.vault.failures", "Failed attempts to copy, verify or delete, by reason", "reason", reason)
                .increment();
    }

    /** Counts something that was deleted at Twilio, or found to be gone there. */
    public void deletedAtTwilio(VaultKind kind) {
        counter(
                        "ringback.vault.deleted.at.twilio",
                        "Objects deleted at Twilio by the vault's rules",
                        "kind",
                        kind.text())
                .increment();
    }

    /** Counts an object that was deleted in the vault. */
    public void removed(VaultKind kind) {
        counter("ringback.vault.removed", "Objects deleted in the vault by its rules", "kind", kind.text())
                .increment();
    }

    private Counter counter(String name, String description, String tag, String value) {
        return counters.computeIfAbsent(
                name + ' ' + value,
                any -> Counter.builder(name)
                        .description(description)
                        .tag(tag, value)
                        .register(registry));
    }
}
