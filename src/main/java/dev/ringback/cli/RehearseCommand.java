package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsReader;
import dev.ringback.model.Account;
import dev.ringback.simulate.Outcomes;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code rehearse}: goes through what {@code serve} does, for the Java machine to remember: started with {@code -XX:ArchiveClassesAtExit} it
 * leaves an archive of everything that was loaded, with which the next start is faster.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description =
                "Starts on a temporary database, takes callbacks, answers reads, and stops. scripts/ringback makes an archive of the"
                        + " classes from it.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class)
public final class RehearseCommand implements Callable<Integer> {
    /** Made up: it opens nothing but this rehearsal. */
    private static final Account ACCOUNT = Account.of("AC00000000000000000000000000000000", "rehearsal-token");

    private static final String CONFIG =
            """
            accounts:
              - sid: %s
                auth_tokens: [%s]
            """.formatted(ACCOUNT.sid(), ACCOUNT.authTokens().get(0));

    private final RunningServer.Starter starter;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();

    public RehearseCommand(RunningServer.Starter starter, Clock clock) {
        this.starter = starter;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException, InvalidSettingsException {
        try (TemporaryFolder folder = TemporaryFolder.create("ringback-rehearsal-")) {
            Settings settings = settings(folder.path());
            boolean onNewDatabase = serve(settings);
            boolean onExistingDatabase = serve(settings);
            return onNewDatabase && onExistingDatabase ? 0 : 1;
        }
    }

    private static Settings settings(Path folder) throws IOException, InvalidSettingsException {
        Path config = Files.writeString(folder.resolve("ringback.yaml"), CONFIG);
        return new SettingsReader(Map.of(
                        "RINGBACK_CONFIG",
                        config.toString(),
                        "RINGBACK_DATABASE",
                        "jdbc:sqlite:" + folder.resolve("ringback.db"),
                        "RINGBACK_CALLBACK_LISTEN",
                        "127.0.0.1:0",
                        "RINGBACK_API_LISTEN",
                        "127.0.0.1:0"))
                .read();
    }

    /** Runs the rehearsal, and tells whether every answer was right. */
    private boolean serve(Settings settings) throws InterruptedException, IOException {
        try (RunningServer server = starter.start(settings, clock)) {
            ListenAddress callbackDoor = settings.callbackListen().withPort(server.callbackPort());
            Outcomes told =
                    new DemoTraffic(ACCOUNT, callbackDoor, clock).opening().total();
            String api = "http://" + settings.apiListen().withPort(server.apiPort());
            String account = api + "/2010-04-01/Accounts/" + ACCOUNT.sid();
            return told.accepted() == told.requests()
                    && answers(List.of(
                            "http://" + callbackDoor + "/health",
                            api + "/health",
                            api + "/metrics",
                            account + "/Messages.json",
                            account + "/Calls.json?PageSize=2"));
        }
    }

    private boolean answers(List<String> urls) throws InterruptedException, IOException {
        String credentials = ACCOUNT.sid() + ":" + ACCOUNT.authTokens().get(0);
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        for (String url : urls) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", basic)
                    .build();
            if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                return false;
            }
        }
        return true;
    }
}
