package dev.ringback.faults;

import dev.ringback.RingbackServer;
import dev.ringback.cli.ServeCommand;
import dev.ringback.config.Settings;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine;

/**
 * {@code serve} as it is, but for how long it holds requests: so that the short form need not wait 12 s for a refusal. Takes the flags of
 * {@code serve}.
 */
final class ServeMain {
    static final String PATIENCE = "ringback.faults.patience";

    private ServeMain() {}

    public static void main(String[] arguments) {
        Duration patience = Duration.parse(System.getProperty(PATIENCE));
        ServeCommand serve = new ServeCommand(
                System.getenv(),
                (settings, clock) -> RingbackServer.start(impatient(settings, patience), clock),
                Clock.systemUTC());
        System.exit(new CommandLine(serve).execute(arguments));
    }

    private static Settings impatient(Settings settings, Duration patience) {
        return settings.withCallback(settings.callback().withPatience(patience));
    }
}
