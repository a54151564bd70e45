package dev.ringback.twilio.rest;

import java.io.IOException;

/**
 * One field of a resource.
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

    /** What a field takes from its resource, and of which type it is. */
    @FunctionalInterface
    public interface Value<T> {
        void write(String name, T resource, FieldWriter writer) throws IOException;
    }
}
