package dev.ringback.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of an event as the stream writes it, or the word for the oldest. */
final class EventIdConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        if (!text.equals(EventStream.BEGINNING) && !text.matches("[0-9a-f]{16}-[0-9]{1,18}")) {
            throw new TypeConversionException(
                    "must be an id as --json shows it, GENERATION-NUMBER, or " + EventStream.BEGINNING);
        }
        return text;
    }
}
