package dev.ringback.upstream.status;

import java.util.Map;

/**
 * Describes an incident, as far as it is about one component, or a component that is degraded.
 *
 * @param subject the same as long as it lasts
 * @param componentId empty for none
 * @param isIncident whether an incident tells of it
 * @param labels that rules match
 * @param text for people
 */
record StatusTrouble(String subject, String componentId, boolean isIncident, Map<String, String> labels, String text) {
    StatusTrouble {
        labels = Map.copyOf(labels);
    }
}
