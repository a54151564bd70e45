package dev.ringback.twilio.rest;

import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Digits;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters by which a client turns pages: {@value #SIZE}, {@value #NUMBER} and {@value #TOKEN}. */
public final class PageParameters {
    public static final String SIZE = "PageSize";
    public static final String NUMBER = "Page";
    public static final String TOKEN = "PageToken";

    static final Set<String> NAMES = Set.of(SIZE, NUMBER, TOKEN);

    private PageParameters() {}

    /**
     * Reads them from a query. What is missing or empty has Twilio's default; a page size beyond the limit means the limit, because Python's
     * and Node's libraries send {@code list(limit=5000)} as {@code PageSize=5000}.
     *
     * @throws TwilioException naming the parameter, when one of them makes no sense
     */
    public static PageRequest read(Parameters query) {
        return read(query, PageTokens.RINGBACK);
    }

    /**
     * Reads them with page tokens of somebody else's.
     *
     * @throws TwilioException naming the parameter, when one of them makes no sense
     */
    public static PageRequest read(Parameters query, PageTokens tokens) {
        int number = wholeNumber(query, NUMBER, 0, 0);
        Anchor anchor = anchor(query, tokens);
        if (number > 0 && anchor == null) {
            // counting pages would show the first one again and again
            throw new TwilioException(
                    TwilioError.BAD_REQUEST,
                    "Parameter " + NUMBER + " needs the " + TOKEN + " that came with the page before");
        }
        return new PageRequest(size(query), number, new FilterParameters(query).order(), anchor);
    }

    /** The page size alone. */
    public static int size(Parameters query) {
        try {
            return Math.min(wholeNumber(query, SIZE, 1, PageRequest.DEFAULT_SIZE), PageRequest.MAX_SIZE);
        } catch (TwilioException invalid) {
            throw new TwilioException(TwilioError.PAGE_SIZE, invalid.text());
        }
    }

    /** The error for a page token that no page of this list has given out. */
    public static TwilioException invalidToken(String token) {
        return TwilioException.invalidParameter(TOKEN, token, "a page token of this list");
    }

    private static @Nullable Anchor anchor(Parameters query, PageTokens tokens) {
        String token = query.text(TOKEN);
        return token == null ? null : tokens.parse(token).orElseThrow(() -> invalidToken(token));
    }

    /** Tells whether a page is asked for by a token that Ringback has not given out. */
    public static boolean hasOthersToken(Parameters query) {
        String token = query.text(TOKEN);
        return token != null && PageTokens.areOthers(token);
    }

    /**
     * Makes a token of Ringback's for the page behind a row that carries Twilio's for the same page.
     *
     * @param sid of the row, of a participant that of its call
     */
    public static String tokenAfter(String sid, String twiliosToken) {
        return PageTokens.carrying(PageTokens.RINGBACK.after(sid), twiliosToken);
    }

    /** Returns Twilio's token for the page, which that of Ringback carries; null where there is none. */
    public static @Nullable String twiliosToken(Parameters query) {
        String token = query.text(TOKEN);
        return token == null ? null : PageTokens.carried(token);
    }

    private static int wholeNumber(Parameters query, String name, int least, int otherwise) {
        String text = query.text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.isBlank() || !Digits.only(text)) {
            throw notAWholeNumber(name, text, least);
        }
        // Digits only, so what does not fit is too large, and that is a number too.
        int number = text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
        if (number < least) {
            throw notAWholeNumber(name, text, least);
        }
        return number;
    }

    private static TwilioException notAWholeNumber(String name, String text, int least) {
        return TwilioException.invalidParameter(name, text, "a whole number from " + least);
    }
}
