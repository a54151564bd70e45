package dev.ringback.twilio.rest;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes fields as elements; null is an empty element. */
final class XmlFieldWriter implements FieldWriter {
    private final XMLStreamWriter xml;

    XmlFieldWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    @Override
    public void text(String name, @Nullable String value) throws IOException {
        element(CamelCase.of(name), value);
    }

    @Override
    public void uri(String name, String path) throws IOException {
        text(name, path);
    }

    @Override
    public void uris(String name, String path, List<Subresource> subresources) throws IOException {
        nested(name, () -> {
            for (Subresource subresource : subresources) {
                element(subresource.segment(), path + '/' + subresource.segment());
            }
        });
    }

    @Override
    public void url(String name, String path) {
        throw new UnsupportedOperationException("the APIs that have " + name + " do not speak XML");
    }

    @Override
    public void object(String name, Members members) throws IOException {
        nested(name, () -> members.write(this));
    }

    private void nested(String name, Content content) throws IOException {
        try {
            xml.writeStartElement(CamelCase.of(name));
            content.write();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void element(String name, @Nullable String value) throws IOException {
        try {
            if (value == null || value.isEmpty()) {
                xml.writeEmptyElement(name);
            } else {
                xml.writeStartElement(name);
                characters(WritableText.of(value));
                xml.writeEndElement();
            }
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Writes text with its carriage returns escaped: as they stand they would be read back as line feeds. */
    private void characters(String text) throws XMLStreamException {
        int from = 0;
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
            xml.writeCharacters(text.substring(from, at));
            xml.writeEntityRef("#13");
            from = at + 1;
        }
        xml.writeCharacters(text.substring(from));
    }

    private interface Content {
        void write() throws IOException;
    }
}
