package dev.ringback.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share: {@code 0.1} and {@code 10%} are the same. */
final class ShareConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
        double share = value.endsWith("%") ? number(value.substring(0, value.length() - 1)) / 100 : number(value);
        if (!(share >= 0 && share <= 1)) {
            throw new TypeConversionException("'" + value + "' is not between 0 and 1 (or 0% and 100%)");
        }
        return share;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("'" + text + "' is not a number such as 0.1 or 10%");
        }
    }
}
