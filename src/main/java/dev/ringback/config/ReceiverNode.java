package dev.ringback.config;

import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.notice.NoticeTemplate;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverKind;
import dev.ringback.forward.receiver.alertmanager.Alertmanager;
import dev.ringback.forward.receiver.apprise.Apprise;
import dev.ringback.forward.receiver.discord.Discord;
import dev.ringback.forward.receiver.email.Email;
import dev.ringback.forward.receiver.file.NoticeFile;
import dev.ringback.forward.receiver.ntfy.Ntfy;
import dev.ringback.forward.receiver.opsgenie.Opsgenie;
import dev.ringback.forward.receiver.pagerduty.PagerDuty;
import dev.ringback.forward.receiver.slack.Slack;
import dev.ringback.forward.receiver.teams.Teams;
import dev.ringback.forward.receiver.webhook.Webhook;
import dev.ringback.outbound.OutboundHttp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a receiver of the file: its name, its kind with the options of that kind, and the options of all kinds. */
final class ReceiverNode {
    static final Set<String> COMMON = Set.of("name", "template", "fallback");

    /** The kinds by their names in the settings. */
    static final Map<String, ReceiverKind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("alertmanager", Alertmanager::read),
            Map.entry("apprise", Apprise::read),
            Map.entry("discord", Discord::read),
            Map.entry("email", Email::read),
            Map.entry("file", NoticeFile::read),
            Map.entry("ntfy", Ntfy::read),
            Map.entry("opsgenie", Opsgenie::read),
            Map.entry("pagerduty", PagerDuty::read),
            Map.entry("slack", Slack::read),
            Map.entry("teams", Teams::read),
            Map.entry("webhook", Webhook::read)));

    private final PlacedNode node;
    private final SettingsPlace place;

    ReceiverNode(PlacedNode node, SettingsPlace place) {
        this.node = node;
        this.place = place;
    }

    /** Reads the receiver, and adds what is wrong to the problems; empty if too much is wrong. */
    Optional<ReceiverSettings> read() {
        Set<String> known = new TreeSet<>(KINDS.keySet());
        known.addAll(COMMON);
        if (!node.isMappingOf(known)) {
            return Optional.empty();
        }
        Optional<String> name = node.field("name").flatMap(PlacedNode::text);
        if (node.field("name").isEmpty()) {
            node.problem("has no name");
        }
        Optional<Function<OutboundHttp, Receiver>> opening = opening();
        NoticeTemplates templates = templates();
        Optional<String> fallback = node.field("fallback").flatMap(PlacedNode::text);
        String kind = KINDS.keySet().stream()
                .filter(node.names()::contains)
                .findFirst()
                .orElse("");
        return name.flatMap(found -> opening.map(open -> new ReceiverSettings(found, kind, open, templates, fallback)));
    }

    private Optional<Function<OutboundHttp, Receiver>> opening() {
        List<Map.Entry<String, ReceiverKind>> kinds = KINDS.entrySet().stream()
                .filter(kind -> node.names().contains(kind.getKey()))
                .toList();
        if (kinds.size() != 1) {
            node.problem((kinds.isEmpty() ? "does not say" : "says more than once") + " what it is: one of "
                    + String.join(", ", KINDS.keySet()));
            return Optional.empty();
        }
        String kind = kinds.get(0).getKey();
        Optional<PlacedNode> options = node.field(kind);
        if (options.isEmpty()) {
            node.problem("has no options for " + kind);
        }
        return options.flatMap(
                found -> NodeOptions.read(found, place, kinds.get(0).getValue()::read));
    }

    private NoticeTemplates templates() {
        NoticeTemplates shipped = NoticeTemplates.shipped();
        return node.field("template")
                .filter(template -> template.isMappingOf(Set.of("title", "text")))
                .map(template -> new NoticeTemplates(
                        template.parsed("title", shipped.title(), NoticeTemplate::compile),
                        template.parsed("text", shipped.text(), NoticeTemplate::compile)))
                .orElse(shipped);
    }
}
