package dev.ringback.cli;

import dev.ringback.model.Parameters.Parameter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tag of a flag, {@code name=value}. */
final class TagConverter implements ITypeConverter<Parameter> {
    @Override
    public Parameter convert(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new TypeConversionException("must be NAME=VALUE");
        }
        return new Parameter(text.substring(0, equals), text.substring(equals + 1));
    }
}
