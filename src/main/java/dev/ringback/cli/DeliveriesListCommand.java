package dev.ringback.cli;

import static java.util.stream.Collectors.groupingBy;

import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Page;
import dev.ringback.query.DeliverySubject;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.DeliveryStore.Tried;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliveries list}: what is to be sent and was sent, with every attempt. */
@Command(
        name = "list",
        description = "Lists the newest deliveries, with every attempt.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:listed", "1:the database cannot be read", "2:the settings are wrong"})
public final class DeliveriesListCommand implements Callable<Integer> {
    /** Deliveries read at a time. */
    private static final int PAGE_SIZE = 100;

    private final Map<String, String> environment;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(
            names = "--receiver",
            paramLabel = "NAME",
            description = "List only deliveries to this receiver or forward target.")
    private @Nullable String receiver;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = DeliveryStateConverter.class,
            description = "List only deliveries in this state: pending, delivered or dead.")
    private Delivery.@Nullable State state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many to list at most (default 50).")
    private int limit;

    @Spec
    private @Nullable CommandSpec spec;

    public DeliveriesListCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> list(database, commandLine.getOut()));
    }

    private int list(Database database, PrintWriter out) {
        long before = Long.MAX_VALUE;
        int left = limit;
        boolean more = left > 0;
        while (more) {
            Page<Delivery> page =
                    database.deliveries().newestFirst(new Filter(receiver, state), before, Math.min(left, PAGE_SIZE));
            Map<Long, List<Tried>> attempts =
                    database
                            .deliveries()
                            .attempts(page.items().stream().map(Delivery::id).toList())
                            .stream()
                            .collect(groupingBy(Tried::deliveryId));
            for (Delivery delivery : page.items()) {
                print(delivery, attempts.getOrDefault(delivery.id(), List.of()), out);
                before = delivery.id();
                left--;
            }
            more = page.hasNext() && left > 0;
        }
        if (left == limit) {
            out.println("no deliveries");
        }
        out.flush();
        return 0;
    }

    private static void print(Delivery delivery, List<Tried> attempts, PrintWriter out) {
        out.println(delivery.id() + "  " + delivery.createdAt() + "  " + delivery.receiver() + "  "
                + delivery.state().value() + "  " + Printable.line(DeliverySubject.text(delivery)));
        for (Tried tried : attempts) {
            DeliveryAttempt attempt = tried.attempt();
            out.println("    " + attempt.at() + "  " + attempt.outcome().value() + " in "
                    + attempt.latency().toMillis() + " ms: " + Printable.line(attempt.reason()));
        }
        if (delivery.state() == Delivery.State.PENDING) {
            out.println("    next attempt " + delivery.nextAttemptAt());
        }
    }
}
