package dev.ringback.forward.receiver.email;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Example;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.receiver.Truncation;
import java.util.List;

/** Writes a rendered notice as a page of simple HTML, without pictures, scripts or anything that is loaded. */
final class EmailHtml {
    private static final int MAX_TEXT = 1000;
    private static final int MOST = 50;

    private final StringBuilder html = new StringBuilder(4096);

    private EmailHtml() {}

    static String of(RenderedNotice notice) {
        return new EmailHtml().page(notice);
    }

    private String page(RenderedNotice notice) {
        html.append("<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n<h2>")
                .append(escaped(notice.title()))
                .append("</h2>\n<table cellpadding=\"4\">\n");
        notice.factsToLayOut().stream()
                .limit(MOST)
                .forEach(fact -> html.append("<tr><th align=\"left\" valign=\"top\">")
                        .append(escaped(fact.name()))
                        .append("</th><td>")
                        .append(escaped(fact.value()))
                        .append("</td></tr>\n"));
        html.append("</table>\n");
        if (!notice.examplesToLayOut().isEmpty()) {
            html.append("<ul>\n");
            notice.examplesToLayOut().stream().limit(MOST).forEach(this::example);
            html.append("</ul>\n");
        }
        if (notice.factsToLayOut().isEmpty() && notice.examplesToLayOut().isEmpty()) {
            html.append("<p>").append(escaped(notice.text())).append("</p>\n");
        }
        html.append("<p>");
        links(notice.links());
        return html.append("</p>\n</body></html>\n").toString();
    }

    private void example(Example example) {
        html.append("<li>").append(escaped(example.text())).append(' ');
        links(example.links());
        html.append("</li>\n");
    }

    private void links(List<Link> links) {
        links.stream()
                .limit(MOST)
                .forEach(link -> html.append("<a href=\"")
                        .append(quoted(link.url().toString()))
                        .append("\">")
                        .append(escaped(link.text()))
                        .append("</a>\n"));
    }

    private static String escaped(String text) {
        return quoted(Truncation.toCharacters(text, MAX_TEXT)).replace("\n", "<br>\n");
    }

    private static String quoted(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
