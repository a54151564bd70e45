package dev.ringback.twilio.rest;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes answers as CSV: a line of names, and a line for each resource. What is nested is left out, and so are the addresses of pages. */
public final class CsvFormat implements Format {
    private static final CsvFactory FACTORY = new CsvFactory();

    @Override
    public String contentType() {
        return "text/csv";
    }

    @Override
    public <T> byte[] resource(ResourceView<T> view, T resource) {
        return write(view, List.of(resource));
    }

    @Override
    public <T> byte[] list(ListPage<T> page) {
        return write(page.view(), page.items());
    }

    private static <T> byte[] write(ResourceView<T> view, List<T> resources) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (CsvGenerator csv = FACTORY.createGenerator(bytes)) {
            csv.setSchema(schema(view)); // whose names are written even where no line follows
            for (T resource : resources) {
                csv.writeStartObject();
                view.write(resource, new CsvFieldWriter(csv));
                csv.writeEndObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write CSV to memory", e);
        }
        return bytes.toByteArray();
    }

    private static <T> CsvSchema schema(ResourceView<T> view) {
        CsvSchema.Builder schema = CsvSchema.builder();
        view.fields().stream()
                .filter(field -> !field.nested())
                .forEach(field -> schema.addColumn(CamelCase.of(field.name())));
        return schema.build().withHeader();
    }
}
