package dev.ringback.forward.receiver;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The options of one receiver, as the file has them. Whatever is asked for counts as known; what is there and was never asked for is noted as
 * unknown afterwards. Problems are noted with line and field and without the value, which may be a secret.
 */
public interface ReceiverOptions {
    /** Stands for what is missing or wrong, so that reading can go on. */
    URI NOWHERE = URI.create("https://nowhere.invalid/");

    /** Reads a text; empty if it is missing. */
    Optional<String> text(String name);

    /** Reads a text that has to be there; returns an empty text, with a problem, if it is missing. */
    String required(String name);

    /** A list of texts, or one text alone; empty where it is missing. */
    List<String> texts(String name);

    /**
     * Reads a secret from the field itself, or from the file that {@code NAME_file} names, without white space around it; empty if there is
     * neither.
     */
    Optional<String> secret(String name);

    /** Reads a text that has to be there; returns an empty text, with a problem, if it is missing. */
    String requiredSecret(String name);

    /** Reads several secrets as {@link #secret} does: from a list or a single text, or from the lines of the file. */
    List<String> secrets(String name);

    /** An https or http URL with a host, which may be a secret as a whole and stand in a file; {@link #NOWHERE}, with a problem, where it is missing. */
    URI requiredUrl(String name);

    /** Reads a URL as {@link #requiredUrl} does, but it may be missing. */
    URI url(String name, URI otherwise);

    /** A path, relative to the file with the settings; an empty one, with a problem, where it is missing. */
    Path requiredPath(String name);

    /** Parses a text. The reader throws an {@link IllegalArgumentException} with a message such as "must be a number" if it is invalid. */
    <T> T parsed(String name, T otherwise, Function<String, T> reader);

    /** Notes that something is wrong with a field, such as "must be one of ...". */
    void problem(String name, String what);
}
