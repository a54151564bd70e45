package dev.ringback.simulate.api.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.XmlFormat;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Words errors as Twilio does: in JSON where the address ends with {@code .json} or is none of 2010-04-01, else in XML. */
final class ErrorBody {
    private ErrorBody() {}

    /** Returns the answer to a request at that path. */
    static Answer answer(ApiError error, String path) {
        return Extension.of(path) == Extension.JSON
                ? Answer.of(error.status(), JsonFormat.CONTENT_TYPE, json(error))
                : Answer.of(error.status(), XmlFormat.CONTENT_TYPE, xml(error));
    }

    private static String json(ApiError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("code", error.code());
        if (error.detail() != null) {
            body.put("detail", error.detail());
        }
        return body.put("message", error.text())
                .put("more_info", error.moreInfo())
                .put("status", error.status())
                .toString();
    }

    static String xml(ApiError error) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("TwilioResponse");
            xml.writeStartElement("RestException");
            element(xml, "Code", Integer.toString(error.code()));
            element(xml, "Detail", error.detail());
            element(xml, "Message", error.text());
            element(xml, "MoreInfo", error.moreInfo());
            element(xml, "Status", Integer.toString(error.status()));
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("write XML", e);
        }
        return "<?xml version='1.0' encoding='UTF-8'?>\n" + text;
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            xml.writeStartElement(name);
            xml.writeCharacters(value);
            xml.writeEndElement();
        }
    }
}
