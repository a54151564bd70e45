package dev.ringback.upstream.list;

import dev.ringback.twilio.callback.AnswerPage;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UnsafeAnswerException;
import dev.ringback.upstream.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds a page that Twilio has answered and a caller may have: its links lead to pages of the same list at Twilio.
 *
 * @param rows the JSON of each; empty where the page is no JSON
 * @param wholeLinks the whole URLs of other pages, each with the path and query that it leads to
 */
record CheckedPage(UpstreamAnswer answer, List<String> rows, Map<String, String> wholeLinks) {
    CheckedPage {
        rows = List.copyOf(rows);
        wholeLinks = Map.copyOf(wholeLinks);
    }

    /**
     * Checks a page.
     *
     * @throws UnexpectedAnswerException when it is no page of the list
     * @throws UnsafeAnswerException when a link of it leads elsewhere
     */
    static CheckedPage of(TwilioHosts hosts, PageQuestion question, UpstreamAnswer answer)
            throws UnexpectedAnswerException, UnsafeAnswerException {
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new UnsafeAnswerException("the answer is HTML");
        }
        if (!question.isJson()) {
            return new CheckedPage(answer, List.of(), Map.of());
        }
        AnswerPage page = AnswerPage.read(question.key(), answer.text());
        for (String row : page.rows()) {
            String account = AnswerReader.accountSid(row);
            if (account != null && !account.equals(question.accountSid())) {
                throw new UnexpectedAnswerException("the answer is of another account than " + question.accountSid());
            }
        }
        if (page.next() != null) {
            PageLinks.next(hosts, question, page.next());
        }
        Map<String, String> wholeLinks = new LinkedHashMap<>();
        if (question.product() == Product.MONITOR) {
            for (String link : page.links()) {
                wholeLinks.put(link, PageLinks.path(hosts, question.product(), question.list(), link));
            }
        }
        return new CheckedPage(answer, page.rows(), wholeLinks);
    }

    /** Returns the answer, whose whole links lead to another host: libraries follow them with their credentials. */
    UpstreamAnswer leadingTo(String externalUrl) throws UnsafeAnswerException {
        if (wholeLinks.isEmpty()) {
            return answer;
        }
        String text = answer.text();
        for (Map.Entry<String, String> link : wholeLinks.entrySet()) {
            String quoted = '"' + link.getKey() + '"';
            if (!text.contains(quoted)) {
                throw new UnsafeAnswerException("a link of a page is written in another way than Twilio's");
            }
            text = text.replace(quoted, '"' + externalUrl + link.getValue() + '"');
        }
        return answer.withBody(text.getBytes(StandardCharsets.UTF_8));
    }
}
