package dev.ringback.cli;

import dev.ringback.simulate.traffic.CallbackUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of a flag. */
final class CallbackUrlConverter implements ITypeConverter<CallbackUrl> {
    @Override
    public CallbackUrl convert(String value) {
        try {
            return CallbackUrl.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
