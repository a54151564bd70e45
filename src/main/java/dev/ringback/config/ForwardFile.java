package dev.ringback.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.Rules;
import dev.ringback.outbound.PrivateNetworkGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code alerts} and {@code forward} of {@code ringback.yaml}, and collects the problems.
 *
 * @param problems one sentence each, with line and field and no secret
 * @param parts show in what two readings differ, by names such as {@code receiver team}
 */
public record ForwardFile(ForwardOptions options, List<String> problems, Map<String, Fingerprint> parts) {
    /** Has nothing to forward. */
    static final ForwardFile NONE = new ForwardFile(ForwardOptions.NONE, List.of(), Map.of());

    /** Names the part that changes when receivers or rules change places. */
    static final String ORDER = "the order of receivers and rules";

    static final Set<String> TOP = Set.of("accounts", "alerts", "forward", UpstreamFile.NAME, VaultFile.NAME);
    static final Set<String> ALERTS = Set.of("receivers", "rules", "inhibit", "allow_private");

    public ForwardFile {
        problems = List.copyOf(problems);
        parts = Map.copyOf(parts);
    }

    /** Reads a file of which nothing else is read: that it cannot be read, or is no YAML, is among the problems. */
    public static ForwardFile check(Path file) {
        List<String> problems = new ArrayList<>();
        try {
            Optional<PlacedNode> root = PlacedNode.read(Files.readString(file), problems);
            return of(root.filter(node -> node.isMappingOf(TOP)), file, problems);
        } catch (JsonProcessingException notYaml) {
            // the parser's message would quote the line, and the line may hold a secret
            problems.add("line " + notYaml.getLocation().getLineNr() + ": is no valid YAML");
        } catch (IOException unreadable) {
            problems.add("the file cannot be read");
        }
        return new ForwardFile(ForwardOptions.NONE, problems, Map.of());
    }

    /** Reads a file. That it cannot be read, or is no YAML, is for whoever reads the accounts to say. */
    static ForwardFile read(Path file) {
        List<String> problems = new ArrayList<>();
        try {
            return of(PlacedNode.read(Files.readString(file), problems), file, problems);
        } catch (JsonProcessingException notYaml) {
            return NONE;
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private static ForwardFile of(Optional<PlacedNode> root, Path file, List<String> problems) {
        ForwardOptions options = root.map(node -> options(node, file)).orElse(ForwardOptions.NONE);
        return new ForwardFile(options, problems, root.map(ForwardFile::parts).orElse(Map.of()));
    }

    /** Takes the prints after everything was read, since the content of files that are named counts too. */
    private static Map<String, Fingerprint> parts(PlacedNode root) {
        Map<String, Fingerprint> parts = new HashMap<>();
        Optional<PlacedNode> alerts = root.field("alerts");
        List<String> order = new ArrayList<>();
        parts(alerts, "receivers", "receiver ", parts, order);
        parts(alerts, "rules", "rule ", parts, order);
        parts(Optional.of(root), "forward", "forward target ", parts, new ArrayList<>());
        for (String name : List.of("inhibit", "allow_private")) {
            alerts.flatMap(node -> node.field(name)).ifPresent(node -> parts.put("alerts." + name, node.fingerprint()));
        }
        if (!order.isEmpty()) {
            parts.put(ORDER, Fingerprint.of(String.join("\n", order)));
        }
        return parts;
    }

    private static void parts(
            Optional<PlacedNode> parent, String list, String kind, Map<String, Fingerprint> parts, List<String> order) {
        parent.flatMap(node -> node.field(list))
                .map(PlacedNode::items)
                .orElse(List.of())
                .forEach(item -> {
                    String name =
                            kind + item.field("name").map(PlacedNode::plainText).orElse("");
                    order.add(name);
                    parts.put(name, item.fingerprint());
                });
    }

    private static ForwardOptions options(PlacedNode root, Path file) {
        Optional<PlacedNode> alerts = root.field("alerts").filter(node -> node.isMappingOf(ALERTS));
        List<String> allowPrivate = list(alerts, "allow_private").stream()
                .flatMap(node -> node.parsed(ForwardFile::host).stream())
                .toList();
        SettingsPlace place = new SettingsPlace(file, new PrivateNetworkGuard(allowPrivate));
        Set<String> names = new HashSet<>();
        List<ReceiverSettings> receivers = new ArrayList<>();
        for (PlacedNode node : list(alerts, "receivers")) {
            new ReceiverNode(node, place)
                    .read()
                    .filter(read -> isNew(read.name(), names, node))
                    .ifPresent(receivers::add);
        }
        Set<String> told = Set.copyOf(names);
        list(alerts, "receivers").forEach(node -> checkFallback(node, told));
        Rules rules = alerts.map(node -> RulesNode.read(node, told)).orElse(ForwardOptions.NONE.rules());
        List<EventTarget> targets = new ArrayList<>();
        for (PlacedNode node : list(Optional.of(root), "forward")) {
            new TargetNode(node, place)
                    .read()
                    .filter(read -> isNew(read.name(), names, node))
                    .ifPresent(targets::add);
        }
        return new ForwardOptions(rules, inhibitions(alerts), receivers, targets, allowPrivate);
    }

    private static List<PlacedNode> list(Optional<PlacedNode> node, String name) {
        return node.flatMap(found -> found.field(name)).map(PlacedNode::list).orElse(List.of());
    }

    private static boolean isNew(String name, Set<String> names, PlacedNode node) {
        if (!names.add(name)) {
            node.problem("has the name '" + name + "', which another receiver or target has already");
            return false;
        }
        return true;
    }

    private static void checkFallback(PlacedNode receiver, Set<String> names) {
        Optional<String> own = receiver.field("name").flatMap(PlacedNode::text);
        receiver.field("fallback")
                .ifPresent(node -> node.text().ifPresent(name -> {
                    if (!names.contains(name)) {
                        node.problem("names a receiver that is not there");
                    } else if (own.filter(name::equals).isPresent()) {
                        node.problem("must be another receiver");
                    }
                }));
    }

    private static String host(String text) {
        boolean number = text.matches("[0-9.]+");
        if (number
                ? text.matches("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}")
                : text.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?")) {
            return text;
        }
        throw new IllegalArgumentException("must be a host or an address as it stands in a URL, and no range");
    }

    private static List<Inhibition> inhibitions(Optional<PlacedNode> alerts) {
        if (alerts.flatMap(node -> node.field("inhibit")).isEmpty()) {
            return Inhibition.PRESETS;
        }
        return list(alerts, "inhibit").stream()
                .flatMap(node -> node.parsed(ForwardFile::inhibition).stream())
                .toList();
    }

    private static Inhibition inhibition(String name) {
        return Inhibition.of(name)
                .orElseThrow(() -> new IllegalArgumentException("is no inhibition; there are "
                        + Inhibition.PRESETS.stream().map(Inhibition::name).collect(Collectors.joining(", "))));
    }
}
