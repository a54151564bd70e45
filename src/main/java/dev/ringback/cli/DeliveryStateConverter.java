package dev.ringback.cli;

import dev.ringback.model.Delivery;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code pending}, {@code delivered} or {@code dead}. */
final class DeliveryStateConverter implements ITypeConverter<Delivery.State> {
    @Override
    public Delivery.State convert(String text) {
        return Arrays.stream(Delivery.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be pending, delivered or dead"));
    }
}
