package dev.ringback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Launches Java programs of ours in processes of their own: each Java machine that a test starts, and with classes from an archive. */
public final class JavaLauncher {
    /** Compiles quickly rather than well, for programs that live for seconds. */
    public static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private JavaLauncher() {}

    /**
     * Prepares a program. Of the settings in this process's environment it gets none.
     *
     * @param options for the Java machine
     * @param program has the {@code main} method; of the tests or not
     */
    public static ProcessBuilder prepare(List<String> options, Class<?> program, List<String> arguments) {
        return prepare(options, ProgramFiles.classPath(), ProgramFiles.archiveOptions(), program, arguments);
    }

    static ProcessBuilder prepare(
            List<String> options,
            String classPath,
            List<String> archiveOptions,
            Class<?> program,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(archiveOptions);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RINGBACK_")
                        || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        return builder;
    }
}
