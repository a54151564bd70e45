package dev.ringback.dashboard.frame;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leads to the form for a silence, filled in with what an alert is about. Stateless. */
public final class SilenceAddress {
    public static final String RULE = "rule";
    public static final String MATCHER = "matcher";

    private SilenceAddress() {}

    /**
     * Returns the address of the form.
     *
     * @param labels by their names in the settings
     */
    public static String of(String rule, Map<String, String> labels) {
        List<Parameter> query = new ArrayList<>();
        query.add(new Parameter(RULE, rule));
        new TreeMap<>(labels)
                .forEach((name, value) -> Label.of(name)
                        .ifPresent(label -> query.add(new Parameter(
                                MATCHER, LabelMatcher.equal(label, value).toString()))));
        return "/operations?" + FormEncoder.query(new Parameters(query));
    }
}
