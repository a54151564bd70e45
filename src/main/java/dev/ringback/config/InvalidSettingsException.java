package dev.ringback.config;

import java.util.List;

/** The settings cannot be used. Lists everything that is wrong at once, by name, and no secret. */
public final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns a sentence for each problem. */
    public List<String> problems() {
        return problems;
    }
}
