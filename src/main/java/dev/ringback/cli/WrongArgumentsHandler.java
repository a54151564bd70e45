package dev.ringback.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong arguments with what is wrong, what comes near, and the usage. The exit code is 2. */
public final class WrongArgumentsHandler implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(withoutValues(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println();
        command.usage(err);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** An unknown flag may be a secret's, as {@code --auth-token=...}: logs shall not have it. */
    private static String withoutValues(String message) {
        return message.replaceAll("'(--?[\\w-]+)=[^']*'", "'$1'");
    }
}
