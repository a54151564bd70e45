package dev.ringback.web.live;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.live.Until;
import dev.ringback.query.WaitParameters;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.handler.SmallBody;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks to wait for several resources.
 *
 * @param sids of the resources, at least one
 * @param untils what each has to come into, in the same order
 * @param requiresAll whether all have to, or one is enough
 */
record WaitDraft(List<String> sids, List<Until> untils, boolean requiresAll, Duration timeout) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final int MOST_SIDS = 1_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final String SIDS = "sids";
    private static final String UNTIL = "until";
    private static final String REQUIRE = "require";
    private static final String TIMEOUT = "timeout";
    private static final List<String> FIELDS = List.of(SIDS, UNTIL, REQUIRE, TIMEOUT);

    /**
     * Reads the body of a request.
     *
     * @throws TwilioException 400 that says what is wrong with it, 413 where it is too large
     */
    static WaitDraft read(Context ctx) {
        JsonNode json = object(SmallBody.read(ctx, MOST_BYTES));
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw wrong("Field " + TwilioException.shortened(name) + " is unknown: a wait has "
                        + String.join(", ", FIELDS));
            }
        });
        List<String> sids = sids(json.path(SIDS));
        String until = text(json.path(UNTIL), UNTIL, Until.TERMINAL);
        List<Until> untils =
                sids.stream().map(sid -> Until.parse(UNTIL, until, sid)).toList();
        return new WaitDraft(sids, untils, requiresAll(json.path(REQUIRE)), timeout(json.path(TIMEOUT)));
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException notJson) {
            throw wrong("The body is no JSON, or has a field twice");
        }
        throw wrong("The body must be a JSON object such as {\"sids\": [\"SM...\"], \"until\": \"terminal\"}");
    }

    private static List<String> sids(JsonNode json) {
        if (!json.isArray() || json.isEmpty() || json.size() > MOST_SIDS) {
            throw wrong("Field sids must be a list of 1 to " + MOST_SIDS + " SIDs");
        }
        List<String> sids = new ArrayList<>();
        for (JsonNode sid : json) {
            if (!sid.isTextual() || !Sid.isSid(sid.asText())) {
                throw TwilioException.invalidParameter(SIDS, text(sid), "a SID");
            }
            sids.add(sid.asText());
        }
        return sids;
    }

    private static boolean requiresAll(JsonNode json) {
        String require = text(json, REQUIRE, "all");
        if (!Set.of("all", "any").contains(require)) {
            throw TwilioException.invalidParameter(REQUIRE, require, "all or any");
        }
        return require.equals("all");
    }

    private static Duration timeout(JsonNode json) {
        return WaitParameters.timeout(TIMEOUT, isGiven(json) ? text(json) : null);
    }

    /** Returns what stands there, for messages too. */
    private static String text(JsonNode json) {
        return json.isValueNode() ? json.asText() : json.toString();
    }

    private static String text(JsonNode json, String name, String otherwise) {
        if (!isGiven(json)) {
            return otherwise;
        }
        if (!json.isTextual()) {
            throw TwilioException.invalidParameter(name, json.toString(), "a text");
        }
        return json.asText();
    }

    private static boolean isGiven(@Nullable JsonNode json) {
        return json != null && !json.isMissingNode() && !json.isNull();
    }

    private static TwilioException wrong(String problem) {
        return new TwilioException(TwilioError.BAD_REQUEST, problem);
    }
}
