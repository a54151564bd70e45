package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Setting;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Gives a command the flags of all settings that declare one; a flag wins over its environment variable. */
@Command
final class SettingsFlags {
    private final Map<Setting<?>, OptionSpec> options = new LinkedHashMap<>();

    /** Adds the flags. Picocli calls this with the command that has these flags as a mixin. */
    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        for (Setting<?> setting : Setting.all()) {
            SettingOption.of(setting).ifPresent(option -> {
                options.put(setting, option);
                command.addOption(option);
            });
        }
    }

    /**
     * Reads all settings.
     *
     * @param environment that counts where no flag is given. An empty flag counts as not set, and hides its variable
     */
    Settings read(Map<String, String> environment) throws InvalidSettingsException {
        Map<String, String> values = new HashMap<>(environment);
        options.forEach((setting, option) -> {
            String given = option.getValue();
            if (given != null) {
                values.put(setting.variable(), given);
            }
        });
        return new SettingsReader(values).read();
    }
}
