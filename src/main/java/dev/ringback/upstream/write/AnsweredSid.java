package dev.ringback.upstream.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.twilio.Sid;
import dev.ringback.upstream.UpstreamAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the answer to a create what it has made: only an answer that names a resource of the account proves that it was done. */
final class AnsweredSid {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern XML_SID = Pattern.compile("<(?:Call)?Sid>([A-Z]{2}[0-9a-fA-F]{32})</(?:Call)?Sid>");
    private static final String XML_END = "</TwilioResponse>";

    private AnsweredSid() {}

    /** Finds the SID; of a participant that of its call. Empty for what cannot be Twilio's answer to the write. */
    static Optional<String> of(Write write, UpstreamAnswer answer) {
        return write.wantsJson() ? ofJson(write.accountSid(), answer.text()) : ofXml(write.accountSid(), answer.text());
    }

    private static Optional<String> ofJson(String accountSid, String text) {
        JsonNode resource;
        try {
            resource = JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
        String name = resource.path("sid").isTextual() ? "sid" : "call_sid";
        String sid = resource.path(name).asText();
        boolean isOfAccount = accountSid.equals(resource.path("account_sid").asText());
        return isOfAccount && Sid.isSid(sid) ? Optional.of(sid) : Optional.empty();
    }

    private static Optional<String> ofXml(String accountSid, String text) {
        Matcher sid = XML_SID.matcher(text);
        return text.contains(XML_END) && text.contains("<AccountSid>" + accountSid + "</AccountSid>") && sid.find()
                ? Optional.of(sid.group(1))
                : Optional.empty();
    }
}
