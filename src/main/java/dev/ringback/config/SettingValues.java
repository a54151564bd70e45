package dev.ringback.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values of settings as they are asked for, and collects what is wrong with them. Not safe for use by many threads. */
final class SettingValues {
    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();

    /**
     * Checks nothing yet.
     *
     * @param texts by the name of the environment variable; an empty text counts as not set
     */
    SettingValues(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** Returns the text as it was given, without spaces around it and unchecked; null where the setting is not set. */
    @Nullable
    String text(Setting<?> setting) {
        for (String variable : setting.variables()) {
            String text = texts.get(variable);
            if (text != null && !text.isBlank()) {
                return text.strip();
            }
        }
        return null;
    }

    /** Returns the value that was given; null where the setting is not set, and where it is wrong, which is then a problem. */
    <T> @Nullable T given(Setting<T> setting) {
        String text = text(setting);
        if (text == null) {
            return null;
        }
        try {
            return setting.read(text);
        } catch (WrongValueException wrong) {
            problems.add(setting + " " + wrong.problem());
            return null;
        }
    }

    /** Returns the value that was given, else the default. Only for a setting that declares one. */
    <T> T get(Setting<T> setting) {
        T given = given(setting);
        return given == null ? standard(setting) : given;
    }

    private static <T> T standard(Setting<T> setting) {
        String text = setting.byDefault();
        if (text == null) {
            throw new IllegalArgumentException(setting + " has no default");
        }
        try {
            return setting.read(text);
        } catch (WrongValueException wrong) {
            throw new IllegalStateException("the default of " + setting + " " + wrong.problem(), wrong);
        }
    }

    /** Adds what somebody else found to be wrong. */
    void add(String problem) {
        problems.add(problem);
    }

    /** Returns everything that was found to be wrong so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
