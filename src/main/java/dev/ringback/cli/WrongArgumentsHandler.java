package dev.ringback.cli;

import java.io.PrintWriter;
import java.util.List;
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
        err.println(message(wrong));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println();
        command.usage(err);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** An unknown flag may be a secret's, as {@code --auth-token ...}: logs shall not have what follows it. */
    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> flags = unmatched.getUnmatched().stream()
                    .filter(argument -> argument.startsWith("-"))
                    .map(argument -> argument.replaceFirst("=.*", ""))
                    .toList();
            return flags.isEmpty() ? "Unexpected argument" : "Unknown option: " + String.join(", ", flags);
        }
        return String.valueOf(wrong.getMessage());
    }
}
