package dev.ringback.upstream.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.upstream.status.UnreadableStatusException.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the summary of a status page, as Atlassian Statuspage writes it. It is read as a whole or not at all: what is missing there counts as
 * over, so half a summary would end what goes on.
 *
 * @param troubles all incidents that are not resolved, and all degraded components
 */
record StatusSummary(List<StatusTrouble> troubles) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Such as {@code b8xnxktd4rtz}. */
    private static final String ID = "[A-Za-z0-9_-]{1,64}";

    /** More than this at once is no status page. */
    private static final int MOST = 2_000;

    private static final int MAX_UPDATE = 400;
    private static final int MAX_LINK = 200;

    private static final Set<String> OVER = Set.of("resolved", "postmortem");

    /** The impact that an incident with the same consequence would have. */
    private static final Map<String, String> IMPACTS =
            Map.of("degraded_performance", "minor", "partial_outage", "major", "major_outage", "critical");

    StatusSummary {
        troubles = List.copyOf(troubles);
    }

    /**
     * Reads a summary.
     *
     * @throws UnreadableStatusException when it is none
     */
    static StatusSummary parse(byte[] body) throws UnreadableStatusException {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException noJson) {
            throw unreadable("it is no JSON");
        }
        JsonNode incidents = root.path("incidents");
        JsonNode components = root.path("components");
        if (!root.path("status").path("indicator").isTextual() || !incidents.isArray() || !components.isArray()) {
            throw unreadable("it is no summary of a status page");
        }
        if (incidents.size() > MOST || components.size() > MOST) {
            throw unreadable("it names more than " + MOST + " things");
        }
        List<StatusTrouble> troubles = new ArrayList<>();
        for (JsonNode incident : incidents) {
            addIncident(incident, troubles);
        }
        for (JsonNode component : components) {
            addComponent(component, troubles);
        }
        if (troubles.size() > MOST) {
            throw unreadable("it names more than " + MOST + " things");
        }
        return new StatusSummary(troubles);
    }

    private static void addIncident(JsonNode incident, List<StatusTrouble> troubles) throws UnreadableStatusException {
        String id = id(incident);
        String status = text(incident, "status");
        String impact = text(incident, "impact");
        String text = text(incident, "name") + update(incident) + link(incident);
        if (OVER.contains(status)) {
            return;
        }
        Map<String, String> labels = new HashMap<>();
        labels.put("impact", impact);
        labels.put("status", status);
        labels.put("level", level(impact));
        JsonNode components = incident.path("components");
        for (JsonNode component : components) {
            String componentId = id(component);
            labels.put("component", text(component, "name"));
            troubles.add(new StatusTrouble("incident " + id + ' ' + componentId, componentId, true, labels, text));
        }
        if (components.isEmpty()) {
            troubles.add(new StatusTrouble("incident " + id, "", true, labels, text));
        }
    }

    private static void addComponent(JsonNode component, List<StatusTrouble> troubles)
            throws UnreadableStatusException {
        String id = id(component);
        String name = text(component, "name");
        String status = text(component, "status");
        String impact = IMPACTS.get(status);
        if (impact != null) {
            troubles.add(new StatusTrouble(
                    "component " + id,
                    id,
                    false,
                    Map.of("component", name, "impact", impact, "status", status, "level", level(impact)),
                    name + ": " + status.replace('_', ' ')));
        }
    }

    /** Returns what may be told of them: a degraded component that an incident names is told with it, unless it was told before. */
    List<StatusTrouble> toTell(Set<String> openSubjects) {
        Set<String> named = troubles.stream()
                .filter(StatusTrouble::isIncident)
                .map(StatusTrouble::componentId)
                .collect(Collectors.toSet());
        return troubles.stream()
                .filter(trouble -> trouble.isIncident()
                        || openSubjects.contains(trouble.subject())
                        || !named.contains(trouble.componentId()))
                .toList();
    }

    private static String level(String impact) {
        return switch (impact) {
            case "critical", "major" -> "error";
            case "minor" -> "warning";
            default -> "info";
        };
    }

    private static String update(JsonNode incident) {
        String body = incident.path("incident_updates").path(0).path("body").asText("");
        return body.isBlank()
                ? ""
                : ". " + (body.length() <= MAX_UPDATE ? body : body.substring(0, MAX_UPDATE) + "...");
    }

    private static String link(JsonNode incident) {
        String link = incident.path("shortlink").asText("");
        return link.startsWith("https://") && link.length() <= MAX_LINK ? " " + link : "";
    }

    private static String id(JsonNode object) throws UnreadableStatusException {
        String id = text(object, "id");
        if (!id.matches(ID)) {
            throw unreadable("an id is none");
        }
        return id;
    }

    private static String text(JsonNode object, String name) throws UnreadableStatusException {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw unreadable("something has no " + name);
        }
        return value.asText();
    }

    private static UnreadableStatusException unreadable(String why) {
        return new UnreadableStatusException(Outcome.UNREADABLE, why);
    }
}
