package dev.ringback.config;

import dev.ringback.outbound.CertificateAuthorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Turns the text of a setting into its value. Each problem it finds continues a sentence that begins with the setting's name, such as
 * {@code must be a number of bytes}, and shows nothing that could be a secret. Safe for use by many threads.
 */
@FunctionalInterface
interface Form<T> {
    /**
     * Returns the value.
     *
     * @param text without spaces around it, never empty
     * @throws WrongValueException if the text is none
     */
    T read(String text) throws WrongValueException;

    /** Takes every text as it is. */
    static Form<String> text() {
        return text -> text;
    }

    /** Takes a text as it is if it is right. */
    static Form<String> text(Predicate<String> right, String problem) {
        return parsed(text -> Optional.of(text).filter(right), problem);
    }

    /**
     * Takes what a parser takes.
     *
     * @param parser that returns empty for a text that is no value
     */
    static <T> Form<T> parsed(Function<String, Optional<T>> parser, String problem) {
        return text -> parser.apply(text).orElseThrow(() -> new WrongValueException(problem));
    }

    /** Takes one of these names, in upper or lower case. */
    static Form<String> oneOf(List<String> names) {
        return text(
                text -> names.contains(text.toUpperCase(Locale.ROOT)), "must be one of " + String.join(", ", names));
    }

    /** Takes the name of a file that can be read. */
    static Form<Path> readableFile(Function<Path, String> problem) {
        return text -> {
            Path file = Path.of(text);
            if (!Files.isReadable(file)) {
                throw new WrongValueException(problem.apply(file));
            }
            return file;
        };
    }

    /** Takes the name of a PEM file with certificates. */
    static Form<CertificateAuthorities> certificates() {
        return text -> {
            try {
                return CertificateAuthorities.read(Path.of(text));
            } catch (IOException unreadable) {
                throw new WrongValueException("names a file that cannot be read");
            } catch (CertificateException none) {
                throw new WrongValueException(
                        "names a file that holds no certificates, or a broken one; it must be PEM");
            }
        };
    }

    /** Takes a whole number. */
    static Form<Long> number(String unit) {
        return text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException notANumber) {
                throw new WrongValueException("must be a number of " + unit);
            }
        };
    }

    /** Takes a whole number. One that is too large for an int becomes the greatest or least int, which is beyond every limit too. */
    static Form<Integer> integer(String unit) {
        return text -> (int) Math.max(
                Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(unit).read(text)));
    }

    /** Takes a whole number from the least to the most. */
    static Form<Integer> integer(String unit, int least, int most) {
        return text -> {
            int value = integer(unit).read(text);
            if (value < least || value > most) {
                throw new WrongValueException("must be between " + least + " and " + most + " " + unit);
            }
            return value;
        };
    }
}
