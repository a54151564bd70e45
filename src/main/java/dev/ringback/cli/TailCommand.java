package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tail}: prints what the running server hears, as it hears it. */
@Command(
        name = "tail",
        description = {
            "Prints the events that the running server hears, one a line, as they come.",
            "A line has the local time, kind, SID, status, who to whom, error code and tags.",
            "Filters may come several times: any of the values matches, and all filters that are given have to.",
            "A connection that is cut, or a server that restarts, is waited for, and nothing is missed meanwhile."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:whoever read the output has enough",
            "1:no server answers, or it refuses, and says why",
            "2:the arguments or the settings are wrong",
            "130:stopped by Ctrl-C"
        })
public final class TailCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Map<String, String> environment;
    private final ZoneId zone;

    @Mixin
    private TailFilters filters = new TailFilters();

    @Option(
            names = "--after",
            paramLabel = "ID",
            converter = EventIdConverter.class,
            description = {
                "Begin behind the event of that id, as --json shows it; 'beginning' for the oldest there is.",
                "Without it, begin now."
            })
    private @Nullable String after;

    @Option(
            names = "--json",
            description = "Print the events as they come, one JSON object a line, with the resource as it is then.")
    private boolean json;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Makes the command.
     *
     * @param environment where settings are looked up that no flag gives
     * @param zone whose time it prints
     */
    public TailCommand(Map<String, String> environment, ZoneId zone) {
        this.environment = Map.copyOf(environment);
        this.zone = zone;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        Settings settings;
        try {
            settings = flags.read(environment);
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        ServerApi api = ServerApi.opening(filters.accounts(), settings);
        EventText text = new EventText(zone, Terminal.showsColours(environment));
        try {
            new EventStream(api, filters.query(), after, err)
                    .follow((line, element) -> print(json ? Printable.json(line) : text.line(element), out));
        } catch (StreamRefusedException refused) {
            err.println("ringback: " + refused.getMessage());
            return FAILED;
        }
        return 0;
    }

    /** Prints at once, and tells whether anybody reads on. */
    private static boolean print(String line, PrintWriter out) {
        out.println(line);
        // The writer may stand before the program's output, which keeps to itself that a pipe is closed.
        return !out.checkError() && !System.out.checkError();
    }
}
