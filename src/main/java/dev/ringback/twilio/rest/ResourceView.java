package dev.ringback.twilio.rest;

import dev.ringback.model.Resource;
import dev.ringback.twilio.TwilioDates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a resource looks in the API: the fields with their types, in Twilio's order, and the names that lists of it go by. The order is that
 * of Twilio's XML where it is known, else of its API description; in JSON it means nothing. Immutable.
 */
public final class ResourceView<T> {
    private final String listKey;
    private final String listElement;
    private final String element;
    private final Function<T, String> key;
    private final List<Field<T>> fields;
    private final Map<String, Predicate<T>> uncarried;

    private ResourceView(Builder<T> builder) {
        listKey = builder.listKey;
        listElement = builder.listElement;
        element = builder.element;
        key = builder.key;
        fields = List.copyOf(builder.fields);
        uncarried = new LinkedHashMap<>(builder.uncarried);
    }

    private ResourceView(
            ResourceView<?> names,
            Function<T, String> key,
            List<Field<T>> fields,
            Map<String, Predicate<T>> uncarried) {
        listKey = names.listKey;
        listElement = names.listElement;
        element = names.element;
        this.key = key;
        this.fields = List.copyOf(fields);
        this.uncarried = uncarried;
    }

    /** Returns this view of something that holds such a resource. */
    public <S> ResourceView<S> over(Function<S, T> resource) {
        List<Field<S>> held = new ArrayList<>();
        for (Field<T> field : fields) {
            held.add(new Field<>(
                    field.name(),
                    (name, holder, writer) -> field.value().write(name, resource.apply(holder), writer),
                    field.nested()));
        }
        Map<String, Predicate<S>> missed = new LinkedHashMap<>();
        uncarried.forEach((name, predicate) -> missed.put(name, holder -> predicate.test(resource.apply(holder))));
        return new ResourceView<>(this, holder -> key(resource.apply(holder)), held, missed);
    }

    /**
     * Returns this view with a text, or null, in a field that it has already; whoever gives it knows what Twilio has there.
     *
     * @throws IllegalArgumentException when there is no field of that name
     */
    public ResourceView<T> withText(String name, Function<T, @Nullable String> text) {
        if (fields.stream().noneMatch(field -> field.name().equals(name))) {
            throw new IllegalArgumentException("no field " + name);
        }
        List<Field<T>> replaced = new ArrayList<>();
        for (Field<T> field : fields) {
            replaced.add(
                    field.name().equals(name)
                            ? new Field<>(
                                    name, (own, resource, writer) -> writer.text(own, text.apply(resource)), false)
                            : field);
        }
        Map<String, Predicate<T>> missed = new LinkedHashMap<>(uncarried);
        missed.remove(name);
        return new ResourceView<>(this, key, replaced, missed);
    }

    /**
     * Begins a view without fields.
     *
     * @param listKey the name of the list in JSON, as {@code messages}
     * @param element the name of one resource in XML, as {@code Message}
     * @param key the SID by which pages of the list are held together
     */
    static <T> Builder<T> of(String listKey, String element, Function<T, String> key) {
        return new Builder<>(listKey, element, key);
    }

    /** The name of the list in JSON. */
    public String listKey() {
        return listKey;
    }

    /** The name of the list in XML. */
    public String listElement() {
        return listElement;
    }

    /** The name of one resource in XML. */
    public String element() {
        return element;
    }

    /** The SID that a page token names this row by. */
    public String key(T resource) {
        return key.apply(resource);
    }

    public List<Field<T>> fields() {
        return fields;
    }

    /**
     * The fields that are null in one of these resources though Twilio may have a value, which nothing told; in the order of the fields. What Twilio itself has
     * said to be null is not among them.
     */
    public List<String> missing(Collection<? extends T> resources) {
        return uncarried.entrySet().stream()
                .filter(field -> resources.stream().anyMatch(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public void write(T resource, FieldWriter writer) throws IOException {
        for (Field<T> field : fields) {
            field.write(resource, writer);
        }
    }

    /** Lists the fields, one call for each. */
    static final class Builder<T> {
        private final String listKey;
        private String listElement;
        private final String element;
        private final Function<T, String> key;
        private final List<Field<T>> fields = new ArrayList<>();
        private final Map<String, Predicate<T>> uncarried = new LinkedHashMap<>();
        private Function<T, ? extends @Nullable Object> last = resource -> null;

        private Builder(String listKey, String element, Function<T, String> key) {
            this.listKey = listKey;
            this.listElement = CamelCase.of(listKey);
            this.element = element;
            this.key = key;
        }

        /** Names the list in XML, where that is not the key in camel case. */
        Builder<T> listElement(String name) {
            listElement = name;
            return this;
        }

        /** A string or null. */
        Builder<T> text(String name, Function<T, @Nullable String> value) {
            last = value;
            return field(name, (fieldName, resource, writer) -> writer.text(fieldName, value.apply(resource)));
        }

        /** A string of digits or null: most of Twilio's numbers are strings. */
        Builder<T> digits(String name, Function<T, @Nullable Number> value) {
            last = value;
            return field(name, (fieldName, resource, writer) -> {
                Number number = value.apply(resource);
                writer.text(fieldName, number == null ? null : number.toString());
            });
        }

        /** A JSON number or null. */
        Builder<T> integer(String name, Function<T, @Nullable Integer> value) {
            last = value;
            return field(name, (fieldName, resource, writer) -> writer.integer(fieldName, value.apply(resource)));
        }

        Builder<T> flag(String name, Function<T, @Nullable Boolean> value) {
            last = value;
            return field(name, (fieldName, resource, writer) -> writer.flag(fieldName, value.apply(resource)));
        }

        /** A date as the 2010-04-01 API writes it, or null. */
        Builder<T> rfc2822(String name, Function<T, @Nullable Instant> value) {
            return text(name, resource -> TwilioDates.rfc2822(value.apply(resource)));
        }

        /** A date as the v1 APIs write it, or null. */
        Builder<T> iso8601(String name, Function<T, @Nullable Instant> value) {
            return text(name, resource -> TwilioDates.iso8601(value.apply(resource)));
        }

        /** Adds a field that nothing ever tells, and that is null therefore. */
        Builder<T> unknown(String name) {
            return text(name, resource -> null).uncarried();
        }

        /** Says of the last field that Twilio always has a value, but that not every webhook about the resource carries it. */
        Builder<T> uncarried() {
            return uncarriedWhere(resource -> true);
        }

        /** Says so of the last field for some resources only: of others null may mean that there is none. */
        Builder<T> uncarriedWhere(Predicate<T> missed) {
            Function<T, ? extends @Nullable Object> value = last;
            String name = fields.get(fields.size() - 1).name();
            uncarried.put(
                    name,
                    resource -> value.apply(resource) == null && missed.test(resource) && !isKnownNull(resource, name));
            return this;
        }

        /** Whether Twilio itself has said that the field is null. */
        private static boolean isKnownNull(Object row, String name) {
            return row instanceof Resource resource
                    && resource.answered().nulls().contains(name);
        }

        /** Adds an object that is kept as JSON text, with texts as its members, or null. A line of CSV has no room for it. */
        Builder<T> json(String name, Function<T, @Nullable String> value) {
            last = value;
            return field(name, (fieldName, resource, writer) -> {
                String json = value.apply(resource);
                if (json == null) {
                    writer.text(fieldName, null);
                } else {
                    writer.object(fieldName, members -> JsonText.write(json, members));
                }
            });
        }

        /** Something with members of its own. */
        Builder<T> object(String name, Members<T> members) {
            return nested(
                    name,
                    (fieldName, resource, writer) ->
                            writer.object(fieldName, nested -> members.write(resource, nested)));
        }

        Builder<T> uri(Function<T, String> path) {
            return field("uri", (fieldName, resource, writer) -> writer.uri(fieldName, path.apply(resource)));
        }

        Builder<T> subresourceUris(Function<T, String> path, String... segments) {
            List<Subresource> subresources =
                    Stream.of(segments).map(Subresource::of).toList();
            return nested(
                    "subresource_uris",
                    (fieldName, resource, writer) -> writer.uris(fieldName, path.apply(resource), subresources));
        }

        Builder<T> url(Function<T, String> path) {
            return field("url", (fieldName, resource, writer) -> writer.url(fieldName, path.apply(resource)));
        }

        private Builder<T> field(String name, Field.Value<T> value) {
            fields.add(new Field<>(name, value, false));
            return this;
        }

        private Builder<T> nested(String name, Field.Value<T> value) {
            fields.add(new Field<>(name, value, true));
            return this;
        }

        ResourceView<T> build() {
            return new ResourceView<>(this);
        }

        /** Writes what is nested in a resource. */
        @FunctionalInterface
        interface Members<T> {
            void write(T resource, FieldWriter writer) throws IOException;
        }
    }
}
