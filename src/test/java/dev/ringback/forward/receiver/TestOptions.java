package dev.ringback.forward.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Options that stand in a map: texts, and lists of texts. Problems are collected as {@code name: what}. */
public final class TestOptions implements ReceiverOptions {
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private TestOptions() {}

    /** No options at all. */
    public static TestOptions none() {
        return new TestOptions();
    }

    /** Options that begin with this one. */
    public static TestOptions of(String name, Object value) {
        return none().and(name, value);
    }

    /** Adds an option; a list stands for a list of texts, everything else for a text. */
    public TestOptions and(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Returns the problems, such as {@code url: is missing}, in the order in which it was. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns the options that were never asked for. */
    public Set<String> unknown() {
        Set<String> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(asked);
        return unknown;
    }

    @Override
    public Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    @Override
    public String required(String name) {
        return text(name).orElseGet(() -> missing(name));
    }

    @Override
    public List<String> texts(String name) {
        asked.add(name);
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : text(name).stream().toList();
    }

    @Override
    public Optional<String> secret(String name) {
        Optional<String> file = fromFile(name);
        return text(name).or(() -> file);
    }

    @Override
    public String requiredSecret(String name) {
        return secret(name).orElseGet(() -> missing(name));
    }

    @Override
    public List<String> secrets(String name) {
        Optional<String> file = fromFile(name);
        List<String> texts = texts(name);
        return texts.isEmpty()
                ? file.stream().flatMap(String::lines).map(String::strip).toList()
                : texts;
    }

    @Override
    public URI requiredUrl(String name) {
        return secret(name).map(text -> url(name, text)).orElseGet(() -> {
            missing(name);
            return NOWHERE;
        });
    }

    @Override
    public URI url(String name, URI otherwise) {
        return secret(name).map(text -> url(name, text)).orElse(otherwise);
    }

    @Override
    public Path requiredPath(String name) {
        return Path.of(required(name));
    }

    @Override
    public <T> T parsed(String name, T otherwise, Function<String, T> reader) {
        try {
            return text(name).map(reader).orElse(otherwise);
        } catch (IllegalArgumentException wrong) {
            problem(name, String.valueOf(wrong.getMessage()));
            return otherwise;
        }
    }

    @Override
    public void problem(String name, String what) {
        problems.add(name + ": " + what);
    }

    private String missing(String name) {
        problem(name, "is missing");
        return "";
    }

    private Optional<String> fromFile(String name) {
        return text(name + "_file").map(Path::of).map(TestOptions::content);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private URI url(String name, String text) {
        if (text.matches("https?://[^/\\s]+\\S*")) {
            return URI.create(text);
        }
        problem(name, "must be an https or http URL");
        return NOWHERE;
    }
}
