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

    /** Empty where it is missing. */
    Optional<String> text(String name);

    /** An empty text, with a problem, where it is missing. */
    String required(String name);

    /** A list of texts, or one text alone; empty where it is missing. */
    List<String> texts(String name);

    /** From the field itself, or from the file that {@code NAME_file} names, without white space around it. Empty where there is neither. */
    Optional<String> secret(String name);

    /** An empty text, with a problem, where it is missing. */
    String requiredSecret(String name);

    /** As {@link #secret}, each from the field's list or one text alone, or, one a line, from the file. */
    List<String> secrets(String name);

    /** An https or http URL with a host, which may be a secret as a whole and stand in a file; {@link #NOWHERE}, with a problem, where it is missing. */
    URI requiredUrl(String name);

    /** As {@link #requiredUrl}, but it may be missing. */
    URI url(String name, URI otherwise);

    /** A path, relative to the file with the settings; an empty one, with a problem, where it is missing. */
    Path requiredPath(String name);

    /** What a text means; the reader says what is wrong with it by an {@link IllegalArgumentException} such as "must be a number". */
    <T> T parsed(String name, T otherwise, Function<String, T> reader);

    /** Notes that something is wrong with a field, such as "must be one of ...". */
    void problem(String name, String what);
}
