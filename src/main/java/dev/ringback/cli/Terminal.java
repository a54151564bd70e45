package dev.ringback.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody is watching. */
final class Terminal {
    private Terminal() {}

    /** Whether input and output are a terminal, where a line may be written over. */
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
