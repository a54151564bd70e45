package dev.ringback.cli;

import dev.ringback.config.Setting;
import dev.ringback.config.Setting.Flag;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Makes options of the command line from the declarations of settings. */
final class SettingOption {
    private SettingOption() {}

    /** Returns an option for the flag of a setting, with its variable and its default in the help; empty where it has no flag. */
    static Optional<OptionSpec> of(Setting<?> setting) {
        return Optional.ofNullable(setting.flag())
                .map(flag -> OptionSpec.builder(flag.name())
                        .paramLabel(flag.label())
                        .type(String.class)
                        .description(help(setting, flag))
                        .build());
    }

    private static String help(Setting<?> setting, Flag flag) {
        String byDefault = setting.byDefault() == null ? "" : "; default " + setting.byDefault();
        return flag.help() + " (" + setting + byDefault + ").";
    }
}
