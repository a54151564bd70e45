package dev.ringback.twilio.rest;

import java.io.IOException;

/**
 * A field of a resource.
 *
 * @param name as Twilio spells it in JSON
 * @param value how its value is written
 * @param nested whether the value has members of its own
 */
public record Field<T>(String name, Value<T> value, boolean nested) {
    /** Hands a resource's value for this field to a writer, by the method of the field's type. */
    public void write(T resource, FieldWriter writer) throws IOException {
        value.write(name, resource, writer);
    }

    /** Takes the value of a field from its resource, and writes it as the type that it is of. */
    @FunctionalInterface
    public interface Value<T> {
        void write(String name, T resource, FieldWriter writer) throws IOException;
    }
}
