package dev.ringback.upstream;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.storage.BudgetStore;
import dev.ringback.storage.StorageException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells for which accounts nothing is asked, because Twilio refuses their credentials. Safe for use by many threads. */
public final class RefusedCredentials {
    private static final Logger log = LoggerFactory.getLogger(RefusedCredentials.class);

    private final BudgetStore budgets;
    private final Clock clock;

    /** Looks at what all nodes have noted. */
    public RefusedCredentials(BudgetStore budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    /**
     * Names an account for which nothing is asked.
     *
     * @param until when its credentials are tried again
     */
    public record Refusal(String accountSid, Instant until) {}

    /** Shows as a metric how many there are among the accounts of now. */
    public void show(Supplier<Accounts> accounts, MeterRegistry registry) {
        Gauge.builder("ringback.upstream.stopped.accounts", () -> count(accounts.get()))
                .description("Accounts for which nothing is asked of Twilio, because it refuses their credentials")
                .register(registry);
    }

    private double count(Accounts accounts) {
        try {
            return of(accounts).size();
        } catch (StorageException unavailable) {
            log.debug("refused credentials could not be counted: {}", unavailable.getMessage());
            return Double.NaN;
        }
    }

    /** Returns those among some accounts, in their order. */
    public List<Refusal> of(Accounts accounts) {
        List<Refusal> refusals = new ArrayList<>();
        for (Account account : accounts.all()) {
            of(account).ifPresent(refusals::add);
        }
        return refusals;
    }

    /** Tells about one account. Empty where nothing keeps it from being asked for, or another of its credentials was refused. */
    Optional<Refusal> of(Account account) {
        return budgets.find(account.sid())
                .flatMap(budget -> Optional.ofNullable(budget.stop()))
                .filter(stop -> stop.credentials().equals(CredentialsFingerprint.of(account))
                        && stop.until().isAfter(clock.instant()))
                .map(stop -> new Refusal(account.sid(), stop.until()));
    }
}
