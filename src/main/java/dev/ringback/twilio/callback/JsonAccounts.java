package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringback.twilio.Sid;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The accounts that a JSON body speaks of, wherever it does. Walks through the text once without building anything from it: it may be a
 * stranger's.
 */
final class JsonAccounts {
    /** A batch of one sender does not speak of more. */
    private static final int MOST = 100;

    private JsonAccounts() {}

    private static boolean isAccount(String name) {
        return AccountName.isAccount(name) || NamedSids.plain(name).equals("parentaccountsid");
    }

    /** Well-formed SIDs, each once, in the order they stand there; none if it is no JSON. */
    static List<String> in(byte[] body) {
        Set<String> accountSids = new LinkedHashSet<>();
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.currentName() != null
                        && isAccount(parser.currentName())
                        && Sid.isSid(parser.getText(), "AC")
                        && accountSids.size() < MOST) {
                    accountSids.add(parser.getText());
                }
            }
        } catch (IOException notJson) {
            return List.of();
        }
        return List.copyOf(accountSids);
    }
}
