package dev.ringback.dashboard;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ccil.cowan.tagsoup.Parser;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a browser finds in a page.
 *
 * @param elements names of all elements
 * @param attributes as {@code element name=value}
 * @param text of all elements together
 */
record PageElements(List<String> elements, List<String> attributes, String text) {
    static PageElements of(Response page) {
        return of(page.asString());
    }

    static PageElements of(String html) {
        List<String> elements = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Parser parser = new Parser();
        parser.setContentHandler(new DefaultHandler() {
            @Override
            public void startElement(String uri, String localName, String name, Attributes all) {
                elements.add(localName.toLowerCase(Locale.ROOT));
                for (int i = 0; i < all.getLength(); i++) {
                    attributes.add(localName + " " + all.getLocalName(i) + "=" + all.getValue(i));
                }
            }

            @Override
            public void characters(char[] characters, int start, int length) {
                text.append(characters, start, length);
            }
        });
        try {
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException e) {
            throw new UncheckedIOException("parse a page", e);
        } catch (SAXException e) {
            throw new IllegalStateException("the page cannot be parsed", e);
        }
        return new PageElements(elements, attributes, text.toString());
    }

    /** Returns what no page of ours has: elements that run or load something, and attributes that do. */
    List<String> foreign() {
        List<String> found = new ArrayList<>();
        elements.stream()
                .filter(element -> List.of(
                                "img", "iframe", "object", "embed", "style", "base", "x-mark", "b", "marquee")
                        .contains(element))
                .forEach(found::add);
        if (elements.stream().filter("script"::equals).count() > 1) {
            found.add("script");
        }
        for (String attribute : attributes) {
            String nameAndValue =
                    attribute.substring(attribute.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
            if (nameAndValue.startsWith("on")
                    || nameAndValue.startsWith("style=")
                    || nameAndValue.startsWith("x-mark")
                    || nameAndValue.matches(
                            "(?s)(href|src|action|formaction|data-href)=\\s*(javascript|data|vbscript):.*")
                    || nameAndValue.matches("(?s)(src|action|data-href)=(https?:)?//.*")) {
                found.add(attribute);
            }
        }
        return found;
    }
}
