package dev.ringback.model;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a request in the order they came, repetitions included. Immutable. */
public final class Parameters implements Iterable<Parameters.Parameter> {
    private static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> parameters;

    public Parameters(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    public static Parameters none() {
        return NONE;
    }

    /**
     * The value of a parameter, empty where it came empty, null where it did not come. Of several the last: in a GET request Twilio's own
     * parameters follow those of the user's URL.
     */
    public @Nullable String get(String name) {
        for (int i = parameters.size() - 1; i >= 0; i--) {
            if (parameters.get(i).name().equals(name)) {
                return parameters.get(i).value();
            }
        }
        return null;
    }

    /** Returns the same as {@link #get}, but null also where the parameter came empty. */
    public @Nullable String text(String name) {
        String value = get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether the parameter came, empty or not. */
    public boolean has(String name) {
        return get(name) != null;
    }

    public int size() {
        return parameters.size();
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    public Stream<Parameter> stream() {
        return parameters.stream();
    }

    @Override
    public Iterator<Parameter> iterator() {
        return parameters.iterator();
    }

    @Override
    public String toString() {
        return parameters.toString();
    }

    /** A name with its value, decoded. */
    public record Parameter(String name, String value) {}
}
