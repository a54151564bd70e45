package dev.ringback.simulate.traffic;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.TwilioDates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters in the making, in the order they are added. */
public final class Form {
    private final List<Parameters.Parameter> parameters = new ArrayList<>();

    public Form with(String name, String value) {
        parameters.add(new Parameters.Parameter(name, value));
        return this;
    }

    public Form with(String name, long value) {
        return with(name, Long.toString(value));
    }

    public Form with(String name, boolean value) {
        return with(name, Boolean.toString(value));
    }

    /** Adds nothing for null. */
    public Form withIfKnown(String name, @Nullable String value) {
        return value == null ? this : with(name, value);
    }

    public Form withAll(Form others) {
        parameters.addAll(others.parameters);
        return this;
    }

    /** Adds a moment as voice and conference callbacks write it. */
    public Form withRfc2822(String name, Instant at) {
        return with(name, Objects.requireNonNull(TwilioDates.rfc2822(at)));
    }

    /** Adds a moment as Video and the Debugger write it. */
    public Form withIso8601(String name, Instant at) {
        return with(name, Objects.requireNonNull(TwilioDates.iso8601(at)));
    }

    public Parameters parameters() {
        return new Parameters(parameters);
    }

    /** Writes the form as the body of a POST: a space is {@code +}. */
    public String body() {
        return FormEncoder.body(parameters());
    }

    /** Writes the form as the query of a GET, which Twilio encodes differently. */
    public String query() {
        return FormEncoder.query(parameters());
    }
}
