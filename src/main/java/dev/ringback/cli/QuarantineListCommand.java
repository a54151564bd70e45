package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.model.Page;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.QuarantineStore.Size;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.callback.QuarantineReview.Finding;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quarantine list}: what is in quarantine, and what the settings of now say to it. */
@Command(
        name = "list",
        description =
                "Lists the newest webhooks in quarantine, why each was refused, and what the settings of now say to it.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:listed", "1:the database cannot be read", "2:the settings are wrong"})
public final class QuarantineListCommand implements Callable<Integer> {
    /** Requests read and explained at a time. */
    private static final int PAGE_SIZE = 100;

    private final Map<String, String> environment;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many to list at most (default 50).")
    private int limit;

    @Spec
    private @Nullable CommandSpec spec;

    public QuarantineListCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> list(settings, database, commandLine.getOut()));
    }

    private int list(Settings settings, Database database, PrintWriter out) {
        QuarantineReview review =
                new QuarantineReview(settings.accounts(), settings.callback().publicUrl());
        long before = Long.MAX_VALUE;
        int left = limit;
        boolean more = true;
        while (more && left > 0) {
            Page<QuarantinedRequest> page =
                    database.quarantine().newestFirst(AccountScope.all(), before, Math.min(left, PAGE_SIZE));
            for (QuarantinedRequest item : page.items()) {
                print(item, review.find(item.request()), out);
                before = item.id();
                left--;
            }
            more = page.hasNext();
        }
        Size size = database.quarantine().size();
        out.printf("%d requests, %d bytes in quarantine%n", size.requests(), size.bytes());
        out.flush();
        return 0;
    }

    /** Nothing of what the request says but its account: it may be anybody's words. */
    private static void print(QuarantinedRequest item, Finding finding, PrintWriter out) {
        out.printf(
                "%d  %s  %s  %s from %s, %d bytes%n    %s%n",
                item.id(),
                item.request().receivedAt(),
                item.request().accountSid(),
                item.request().method(),
                item.request().remote(),
                item.request().body().length(),
                finding.explanation());
    }
}
