package dev.ringback.forward.notice;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Explains the most frequent error codes in short; Twilio's own dictionary explains all of them at length. Safe for use by many threads. */
public final class ErrorCatalogue {
    private static final String SHIPPED = "error-codes.csv";
    private static final Pattern CODE = Pattern.compile("[1-9]\\d{2,5}");

    private final Map<String, ErrorCode> codes;

    private ErrorCatalogue(Map<String, ErrorCode> codes) {
        this.codes = codes;
    }

    /** The one that comes with Ringback. */
    public static ErrorCatalogue shipped() {
        Map<String, ErrorCode> codes = new TreeMap<>();
        read().forEach(code -> codes.put(code.code(), code));
        return new ErrorCatalogue(codes);
    }

    /** Reads the codes in the order of the file. */
    static List<ErrorCode> read() {
        CsvSchema schema = CsvSchema.builder()
                .addColumn("code")
                .addColumn("meaning")
                .addColumn("cause")
                .build()
                .withHeader();
        try (InputStream file = ErrorCatalogue.class.getResourceAsStream(SHIPPED);
                MappingIterator<ErrorCode> rows =
                        new CsvMapper().readerFor(ErrorCode.class).with(schema).readValues(file)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("read " + SHIPPED, e);
        }
    }

    /** Finds the explanation of a code; empty if there is none. */
    public Optional<ErrorCode> find(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** The page of Twilio's dictionary; empty for what cannot be a code of Twilio's. */
    public static Optional<URI> page(String code) {
        return CODE.matcher(code).matches()
                ? Optional.of(URI.create("https://www.twilio.com/docs/api/errors/" + code))
                : Optional.empty();
    }
}
