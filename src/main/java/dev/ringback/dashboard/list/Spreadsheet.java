package dev.ringback.dashboard.list;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes CSV that does no harm in a spreadsheet: what it would take for a formula is written as text, with an apostrophe before it. */
final class Spreadsheet {
    private static final CsvFactory FACTORY = new CsvFactory();
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Spreadsheet() {}

    static byte[] write(List<String> heads, List<List<String>> lines) {
        CsvSchema.Builder schema = CsvSchema.builder();
        heads.forEach(schema::addColumn);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (CsvGenerator csv = FACTORY.createGenerator(bytes)) {
            csv.setSchema(schema.build().withHeader());
            for (List<String> line : lines) {
                csv.writeStartObject();
                for (int i = 0; i < heads.size(); i++) {
                    csv.writeStringField(heads.get(i), harmless(line.get(i)));
                }
                csv.writeEndObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write CSV to memory", e);
        }
        return bytes.toByteArray();
    }

    private static String harmless(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return isFormula ? '\'' + text : text;
    }
}
