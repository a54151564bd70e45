package dev.ringback.jobs;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads what jobs have as parameters: names and values that need no encoding, joined as in a form. Stateless. */
public final class JobForm {
    private JobForm() {}

    /**
     * Splits the parameters of a job.
     *
     * @throws IllegalArgumentException when they are not of that kind, as those of a newer version may be
     */
    public static Parameters read(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("no parameters of a job: " + text);
            }
            parameters.add(new Parameter(part.substring(0, equals), part.substring(equals + 1)));
        }
        return new Parameters(parameters);
    }

    /**
     * Reads a parameter that is {@code true} or {@code false}; one that is missing or empty is false.
     *
     * @throws InvalidJobException when it is something else
     */
    public static boolean flag(Parameters form, String name) throws InvalidJobException {
        String value = form.text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new InvalidJobException(name, "true or false");
        }
        return "true".equals(value);
    }
}
