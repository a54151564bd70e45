package dev.ringback.forward.mute;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Defines which error codes are explained by a greater trouble, so that they cause no notices while it lasts. The codes are those of Twilio's
 * error dictionary (https://www.twilio.com/docs/api/errors).
 *
 * @param name as the settings spell it
 * @param causes error codes of the trouble itself
 * @param noise error codes of what follows from it; empty for everything
 * @param shared labels in which trouble and noise have to agree; a host only where the noise names one
 */
public record Inhibition(String name, Set<String> causes, Set<String> noise, List<Label> shared) {
    /**
     * The user's server does not answer, or not well. What Twilio then makes of its error pages, and of missing answers, is noise: documents
     * that cannot be parsed, content types that are none, callbacks without success.
     */
    public static final Inhibition WEBHOOK_DOWN = new Inhibition(
            "webhook-down",
            Set.of("11200", "11205", "11206", "11210", "11215", "11217", "11220", "11235", "11236", "11237"),
            Set.of("11750", "12100", "12200", "12300", "15003"),
            List.of(Label.ACCOUNT, Label.HOST));

    /** The account does not work any more: nothing else of it is worth a word. */
    public static final Inhibition ACCOUNT_SUSPENDED =
            new Inhibition("account-suspended", Set.of("10001", "20005", "30002"), Set.of(), List.of(Label.ACCOUNT));

    /** Stands for every host; it is no valid name of one. */
    private static final String ANY_HOST = "*";

    public static final List<Inhibition> PRESETS = List.of(WEBHOOK_DOWN, ACCOUNT_SUSPENDED);

    public Inhibition {
        causes = Set.copyOf(causes);
        noise = Set.copyOf(noise);
        shared = List.copyOf(shared);
    }

    /** The preset of that name. */
    public static Optional<Inhibition> of(String name) {
        return PRESETS.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    /** Tells whether an occurrence with these labels is the trouble itself. */
    boolean isCause(Map<Label, String> labels) {
        return causes.contains(labels.getOrDefault(Label.ERROR_CODE, ""));
    }

    /** Judges whether all these may follow from the trouble and are not the trouble itself. */
    Verdict isNoise(PartialLabels labels) {
        return labels.judge(
                Label.ERROR_CODE, code -> !causes.contains(code) && (noise.isEmpty() || noise.contains(code)));
    }

    /** Judges whether all these agree with the trouble in the shared labels. */
    Verdict agrees(Map<Label, String> causing, PartialLabels labels) {
        Verdict verdict = Verdict.YES;
        for (Label label : shared) {
            verdict = verdict.and(labels.judge(label, theirs -> agree(label, causing, theirs)));
        }
        return verdict;
    }

    private static boolean agree(Label label, Map<Label, String> causing, String theirs) {
        String cause = causing.getOrDefault(label, "");
        return theirs.isEmpty() ? label == Label.HOST : theirs.equals(cause) || cause.equals(ANY_HOST);
    }

    /** Returns the shared labels of a trouble that is on many hosts, with a wildcard as its host. */
    Map<Label, String> widespread(Map<Label, String> labels) {
        Map<Label, String> all = new EnumMap<>(Label.class);
        all.putAll(shared(labels));
        all.replace(Label.HOST, ANY_HOST);
        return Map.copyOf(all);
    }

    /** Returns those labels of a trouble in which the noise has to agree. */
    Map<Label, String> shared(Map<Label, String> labels) {
        return shared.stream()
                .filter(labels::containsKey)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), labels::get));
    }
}
