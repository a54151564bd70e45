package dev.ringback.twilio.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes answers as the XML of the 2010-04-01 API. Addresses in it have no extension, which means XML. */
public final class XmlFormat implements Format {
    public static final String CONTENT_TYPE = "application/xml";

    /** Twilio's writes it with single quotes. */
    private static final byte[] DECLARATION =
            "<?xml version='1.0' encoding='UTF-8'?>\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public <T> byte[] resource(ResourceView<T> view, T resource) {
        return write(xml -> resource(xml, view, resource));
    }

    @Override
    public <T> byte[] list(ListPage<T> page) {
        return write(xml -> {
            xml.writeStartElement(page.view().listElement());
            xml.writeAttribute("page", Integer.toString(page.number()));
            xml.writeAttribute("pagesize", Integer.toString(page.size()));
            xml.writeAttribute("start", Long.toString(page.start()));
            xml.writeAttribute("end", Long.toString(page.end()));
            address(xml, "uri", page.uri());
            address(xml, "firstpageuri", page.firstUri());
            address(xml, "previouspageuri", page.previousUri());
            address(xml, "nextpageuri", page.nextUri());
            for (T item : page.items()) {
                resource(xml, page.view(), item);
            }
            xml.writeEndElement();
        });
    }

    /** An error as Twilio words it. */
    static byte[] error(TwilioException exception) {
        TwilioError error = exception.error();
        return write(xml -> {
            XmlFieldWriter fields = new XmlFieldWriter(xml);
            xml.writeStartElement("RestException");
            fields.text("code", Integer.toString(error.code()));
            if (exception.detail() != null) {
                fields.text("detail", exception.detail());
            }
            fields.text("message", exception.text());
            fields.text("more_info", error.moreInfo());
            fields.text("status", Integer.toString(error.status()));
            xml.writeEndElement();
        });
    }

    private static <T> void resource(XMLStreamWriter xml, ResourceView<T> view, T resource)
            throws IOException, XMLStreamException {
        xml.writeStartElement(view.element());
        view.write(resource, new XmlFieldWriter(xml));
        xml.writeEndElement();
    }

    /** Empty for a page that does not exist. */
    private static void address(XMLStreamWriter xml, String name, @Nullable String uri) throws XMLStreamException {
        xml.writeAttribute(name, uri == null ? "" : WritableText.of(uri));
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try {
            bytes.write(DECLARATION);
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartElement("TwilioResponse");
            body.write(xml);
            xml.writeEndElement();
            xml.close();
        } catch (IOException e) {
            throw new UncheckedIOException("write XML to memory", e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("write XML", e);
        }
        return bytes.toByteArray();
    }

    private interface Body {
        void write(XMLStreamWriter xml) throws IOException, XMLStreamException;
    }
}
