package dev.ringback.simulate.api.state;

import dev.ringback.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource with what the stand-in knows of it besides. Immutable.
 *
 * @param price as Twilio writes it, such as {@code -0.00750}; null until there is one
 * @param callback where the user wants to hear of it; null for nowhere
 * @param callbacks how many callbacks were made of it, lost ones included
 */
public record Held<T extends Resource>(
        T resource, @Nullable String price, @Nullable CallbackTarget callback, int callbacks) {

    /** A resource of which nothing else is known. */
    public static <T extends Resource> Held<T> of(T resource) {
        return new Held<>(resource, null, null, 0);
    }

    /** Returns the same with another state of the resource. */
    public Held<T> with(T changed) {
        return new Held<>(changed, price, callback, callbacks);
    }

    /** Returns the same with a price. */
    public Held<T> priced(@Nullable String newPrice) {
        return new Held<>(resource, newPrice, callback, callbacks);
    }

    /** Returns the same with callbacks to there from now on. */
    public Held<T> calledBackAt(@Nullable CallbackTarget target) {
        return new Held<>(resource, price, target, callbacks);
    }

    /** Returns the same after one more callback. */
    public Held<T> afterCallback() {
        return new Held<>(resource, price, callback, callbacks + 1);
    }

    /** Returns the status as Twilio spells it. */
    public String status() {
        return resource.progress().status();
    }

    /** Returns the unit of the price, which Twilio shows for what has none yet too. */
    public String priceUnit() {
        return "USD";
    }
}
