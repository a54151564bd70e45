package dev.ringback.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells whether the program runs on a terminal. */
final class Terminal {
    private Terminal() {}

    /** Tells whether standard error is a terminal, whatever standard output is. */
    static boolean showsErrors() {
        return isTerminal(2);
    }

    /** Tells whether standard output is a terminal that may be written to in colours, which {@code NO_COLOR} forbids. */
    static boolean showsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb")
                && isTerminal(1);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Path.of("/proc/self/fd", Integer.toString(descriptor)).toRealPath();
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException notLinuxOrNoFile) {
            return Files.notExists(Path.of("/proc/self/fd")) && isInteractive();
        }
    }

    /** Tells whether input and output are a terminal, where a line may be overwritten. */
    @SuppressWarnings("SystemConsoleNull") // What that warns of is what isTerminal is asked for below.
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there may be a console without a terminal, and this method to tell.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unexpected) {
            return false;
        }
    }
}
