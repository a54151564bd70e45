package dev.ringback.cli;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormEncoder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of {@code tail} by which the stream of events is filtered. */
final class TailFilters {
    @Option(names = "--kind", paramLabel = "KIND", description = "Only events of that kind, such as message-status.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--account", paramLabel = "SID", description = "Only events of that account.")
    private List<String> accounts = new ArrayList<>();

    @Option(names = "--sid", paramLabel = "SID", description = "Only events about that resource.")
    private List<String> sids = new ArrayList<>();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only events that report that status.")
    private List<String> statuses = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            description = "Only events about what goes to that number or address.")
    private List<String> to = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            description = "Only events about what comes from that number or address.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--error-code", paramLabel = "CODE", description = "Only events with that error code.")
    private List<String> errorCodes = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "NAME=VALUE",
            converter = TagConverter.class,
            description = "Only events with that parameter of your own on the callback URL.")
    private List<Parameter> tags = new ArrayList<>();

    List<String> accounts() {
        return List.copyOf(accounts);
    }

    /** Returns the filters as the query of the stream. */
    String query() {
        List<Parameter> parameters = new ArrayList<>();
        add("Kind", kinds, parameters);
        add("Account", accounts, parameters);
        add("Sid", sids, parameters);
        add("Status", statuses, parameters);
        add("To", to, parameters);
        add("From", from, parameters);
        add("ErrorCode", errorCodes, parameters);
        tags.forEach(tag -> parameters.add(new Parameter("Tag." + tag.name(), tag.value())));
        return FormEncoder.query(new Parameters(parameters));
    }

    private static void add(String name, List<String> values, List<Parameter> parameters) {
        values.forEach(value -> parameters.add(new Parameter(name, value)));
    }
}
