package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Setting;
import dev.ringback.config.SettingsReader;
import dev.ringback.storage.jdbi.DatabaseOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The one setting of the commands that work on the database alone. */
@Command
final class DatabaseFlag {
    private final OptionSpec option = SettingOption.of(Setting.DATABASE).orElseThrow();

    /** Adds the flag. Picocli calls this with the command that has this flag as a mixin. */
    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        command.addOption(option);
    }

    DatabaseOptions read(Map<String, String> environment) throws InvalidSettingsException {
        String database = option.getValue();
        return database == null
                ? new SettingsReader(environment).readDatabase()
                : read(environment, option.longestName(), database);
    }

    /** @param flag that has given the URL */
    static DatabaseOptions read(Map<String, String> environment, String flag, String url)
            throws InvalidSettingsException {
        return new SettingsReader(environment).readDatabase(flag, url);
    }
}
