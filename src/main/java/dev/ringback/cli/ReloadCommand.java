package dev.ringback.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload}: has the running server read its settings again. */
@Command(
        name = "reload",
        description = {
            "Has the running server read accounts, alerts and forward targets again, and tells what has changed.",
            "If anything is wrong, all of it is listed and nothing changes."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the settings of now are in use",
            "1:no server answers, or it refuses the credentials, or it starts or stops just now; nothing has changed",
            "2:the settings are wrong; nothing has changed"
        })
public final class ReloadCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final String PATH = "/ringback/v1/reload";

    /** Longer than a server waits for the outcomes of deliveries under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public ReloadCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter err = commandLine.getErr();
        Settings settings;
        try {
            settings = flags.read(environment);
        } catch (InvalidSettingsException invalid) {
            return wrong(invalid.problems(), err);
        }
        ServerApi api = ServerApi.of(settings);
        URI url = api.url(PATH);
        HttpResponse<String> answer;
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.noBody())
                    .build();
            answer = api.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            err.println("ringback: " + why(failed, url));
            return FAILED;
        }
        if (ServerApi.isRefusal(answer)) {
            err.println("ringback: the server takes no credentials of these settings for all its accounts:"
                    + " send it SIGHUP instead, and see its log");
            return FAILED;
        }
        return told(answer, commandLine.getOut(), err);
    }

    /** Says what happened in one sentence. What the JDK calls it, such as a closed channel, would tell nobody. */
    private static String why(IOException failed, URI url) {
        if (failed instanceof ConnectException) {
            return ServerApi.nobodyAt(url);
        }
        if (failed instanceof HttpTimeoutException) {
            return "the server at " + url + " has not answered for " + PATIENCE.toSeconds()
                    + " seconds: see its log for what came of it";
        }
        return "the server at " + url + " broke off without an answer: see its log for what came of it";
    }

    private static int told(HttpResponse<String> answer, PrintWriter out, PrintWriter err) {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException noRingback) {
            err.println("ringback: no Ringback answers at " + answer.uri());
            return FAILED;
        }
        if (answer.statusCode() == 200) {
            List<String> changes = texts(json.path("changes"));
            changes.forEach(out::println);
            if (changes.isEmpty()) {
                out.println("nothing has changed");
            }
            texts(json.path("needs_restart")).forEach(name -> out.println(name + " needs a restart"));
            out.flush();
            return 0;
        }
        if (json.has("problems")) {
            return wrong(texts(json.path("problems")), err);
        }
        err.println("ringback: " + answer.statusCode() + ": "
                + Printable.line(json.path("message").asText()));
        return FAILED;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(text -> Printable.line(text.asText()))
                .toList();
    }

    private static int wrong(List<String> problems, PrintWriter err) {
        err.println("ringback: the settings are wrong, and nothing has changed:");
        problems.forEach(problem -> err.println("  - " + problem));
        return WRONG;
    }
}
