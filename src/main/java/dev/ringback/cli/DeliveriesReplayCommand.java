package dev.ringback.cli;

import dev.ringback.forward.delivery.Replay;
import dev.ringback.forward.rule.IsoTime;
import dev.ringback.model.Action;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deliveries replay}: sends again, by a server that runs or the next that is started. */
@Command(
        name = "replay",
        description = {
            "Sends one delivery again; or, of a span of time, all that a receiver of notices did not get,",
            "or all events that a forward target wants, whether it got them or not.",
            "A running server begins within some seconds; else the next that is started does."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:what is to be sent is on disk",
            "1:there is nothing to send again, or the database cannot be used",
            "2:the settings or the arguments are wrong"
        })
public final class DeliveriesReplayCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The id that 'deliveries list' shows.")
    private @Nullable Long id;

    @Option(names = "--receiver", paramLabel = "NAME", description = "A receiver or forward target.")
    private @Nullable String receiver;

    @Option(names = "--from", paramLabel = "TIME", description = "The start, inclusive, such as 2026-01-01T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The end, exclusive, in the same format.")
    private @Nullable String to;

    @Spec
    private @Nullable CommandSpec spec;

    public DeliveriesReplayCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        Work work = work(commandLine);
        return BesideServer.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> work.with(
                        new Replay(settings.forward(), database.log(), database.deliveries(), clock),
                        new CommandAudit(database, clock)));
    }

    /** Defines the work once the database is open. */
    private interface Work {
        int with(Replay replay, CommandAudit audit);
    }

    private Work work(CommandLine commandLine) {
        if (id != null && receiver == null && from == null && to == null) {
            long wanted = id;
            return (replay, audit) -> one(replay, audit, wanted, commandLine);
        }
        if (id == null && receiver != null && from != null && to != null) {
            String name = receiver;
            Instant begin = time(commandLine, "--from", from);
            Instant end = time(commandLine, "--to", to);
            if (!begin.isBefore(end)) {
                throw new ParameterException(commandLine, "--to must be later than --from");
            }
            return (replay, audit) -> between(replay, audit, name, begin, end, commandLine);
        }
        throw new ParameterException(commandLine, "Name an ID, or all of --receiver, --from and --to");
    }

    private static Instant time(CommandLine commandLine, String flag, String text) {
        try {
            return IsoTime.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(commandLine, flag + " " + wrong.getMessage(), wrong);
        }
    }

    private static int one(Replay replay, CommandAudit audit, long id, CommandLine commandLine) {
        PrintWriter err = commandLine.getErr();
        switch (replay.one(id)) {
            case REPLAYED -> {
                audit.record(Action.DELIVERIES_REPLAY, "delivery " + id, 1);
                return replayed(1, commandLine.getOut());
            }
            case UNKNOWN -> err.println("ringback: there is no delivery " + id);
            case PENDING -> err.println("ringback: delivery " + id + " is pending anyway");
            case NO_RECEIVER ->
                err.println("ringback: the receiver of delivery " + id + " is not in the settings any more");
        }
        return BesideServer.FAILED;
    }

    private static int between(
            Replay replay, CommandAudit audit, String name, Instant from, Instant to, CommandLine commandLine) {
        long count;
        try {
            count = replay.between(name, from, to);
        } catch (IllegalArgumentException unknown) {
            commandLine.getErr().println("ringback: --receiver " + unknown.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        audit.record(Action.DELIVERIES_REPLAY, "to " + name + ", from " + from + " to " + to, count);
        return replayed(count, commandLine.getOut());
    }

    private static int replayed(long count, PrintWriter out) {
        out.println(count + " to be sent again");
        out.flush();
        return 0;
    }
}
