package dev.ringback.upstream.doubt;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.storage.StorageException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows as a metric what is in doubt, by reason. Safe for use by many threads. */
public final class MirrorGauge {
    private static final Logger log = LoggerFactory.getLogger(MirrorGauge.class);

    private final MirrorHealth health;
    private final MultiGauge gauge;

    public MirrorGauge(MirrorHealth health, MeterRegistry registry) {
        this.health = health;
        this.gauge = MultiGauge.builder("ringback.mirror.in.doubt")
                .description(
                        "Resources without a final state past their time, or with missing events, creates with an unknown outcome, and downtimes that are not repaired yet")
                .register(registry);
    }

    /** Looks anew. */
    public void refresh(Accounts accounts) {
        try {
            MirrorHealth.Report report =
                    health.report(accounts.all().stream().map(Account::sid).toList());
            Map<String, Long> numbers = new TreeMap<>();
            for (DoubtReason reason : DoubtReasons.all()) {
                numbers.put(reason.reason(), 0L);
            }
            report.open().forEach(count -> numbers.merge(count.state().reason(), count.number(), Long::sum));
            report.gaps().forEach(count -> numbers.merge(count.gap().reason(), count.number(), Long::sum));
            numbers.put(
                    "unknown-write",
                    report.unknownWrites().stream()
                            .mapToLong(MirrorHealth.WriteCount::number)
                            .sum());
            numbers.put("downtime", (long) report.downtimes().size());
            List<Row<?>> rows = new ArrayList<>();
            numbers.forEach((reason, number) -> rows.add(Row.of(Tags.of("reason", reason), number)));
            gauge.register(rows, true);
        } catch (StorageException unavailable) {
            log.debug("what is in doubt could not be counted: {}", unavailable.getMessage());
        }
    }
}
