package dev.ringback.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what two readings of the settings are compared by, accounts apart. Immutable.
 *
 * @param scalars of variables and flags, by the variable
 * @param parts of the file, by names such as {@code receiver team}
 */
public record SettingPrints(Map<String, Fingerprint> scalars, Map<String, Fingerprint> parts) {
    /** Names the part that is there where the file of the settings says anything at all. */
    static final String FILE = "the file of the settings";

    /** Variables that are read again: they give an account, or the file. */
    private static final Set<Setting<?>> READ_AGAIN = Set.of(Setting.ACCOUNT_SID, Setting.AUTH_TOKEN, Setting.CONFIG);

    /** Variables that name a file whose content is what counts. */
    private static final Set<Setting<?>> FILES = Set.of(Setting.CA_FILE, Setting.DATABASE_PASSWORD_FILE);

    public SettingPrints {
        scalars = Map.copyOf(scalars);
        parts = Map.copyOf(parts);
    }

    /** Takes the prints of variables and flags that say something else than the default; the file has no parts yet. */
    static SettingPrints of(SettingValues values) {
        Map<String, Fingerprint> scalars = new TreeMap<>();
        for (Setting<?> setting : Setting.all()) {
            String text = values.text(setting);
            if (text != null && !text.equals(setting.byDefault()) && !READ_AGAIN.contains(setting)) {
                scalars.put(setting.variable(), Fingerprint.of(FILES.contains(setting) ? text + content(text) : text));
            }
        }
        return new SettingPrints(scalars, Map.of());
    }

    /** Tells whether the settings had a file before and have none, or an empty one, in another reading. */
    public boolean lostItsFile(SettingPrints later) {
        return parts.containsKey(FILE) && !later.parts.containsKey(FILE);
    }

    /** Returns these prints with those of a file. */
    SettingPrints withParts(Map<String, Fingerprint> newParts) {
        return new SettingPrints(scalars, newParts);
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
