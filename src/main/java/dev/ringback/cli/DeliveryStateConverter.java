package dev.ringback.cli;

import dev.ringback.model.Delivery;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code pending}, {@code delivered} or {@code dead}. */
final class DeliveryStateConverter implements ITypeConverter<Delivery.State> {
    @Override
    public Delivery.State convert(String text) {
        return Delivery.State.of(text)
                .orElseThrow(() -> new TypeConversionException("must be pending, delivered or dead"));
    }
}
