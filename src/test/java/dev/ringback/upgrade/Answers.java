package dev.ringback.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.TestCallbacks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that a server answers about the resources it has, by path. */
final class Answers {
    private static final String ACCOUNT = "/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID;

    /** The list of all messages. */
    static final String MESSAGES = ACCOUNT + "/Messages.json?PageSize=1000";

    /** Lists of all there is, with the member that holds the resources and what each has below it. */
    private static final Map<String, Listed> LISTS = Map.of(
            MESSAGES,
            new Listed("messages", "/Media"),
            ACCOUNT + "/Calls.json?PageSize=1000",
            new Listed("calls", "/Recordings", "/Notifications"),
            ACCOUNT + "/Recordings.json?PageSize=1000",
            new Listed("recordings", "/Transcriptions"),
            ACCOUNT + "/Transcriptions.json?PageSize=1000",
            new Listed("transcriptions"),
            ACCOUNT + "/Conferences.json?PageSize=1000",
            new Listed("conferences", "/Participants", "/Recordings"),
            ACCOUNT + "/Notifications.json?PageSize=1000",
            new Listed("notifications"),
            "/v1/Alerts?PageSize=1000",
            new Listed("alerts"));

    private Answers() {}

    private record Listed(String member, List<String> below) {
        Listed(String member, String... below) {
            this(member, List.of(below));
        }
    }

    /** Asks for the same again, of another server. */
    static Map<String, JsonNode> of(Version server, Set<String> paths) throws Exception {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String path : paths) {
            answers.put(path, server.answer(path));
        }
        return answers;
    }

    /** Asks for all lists, for each resource that they name, for what is below it, and for its timeline. */
    static Map<String, JsonNode> of(Version server) throws Exception {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        Set<String> paths = new LinkedHashSet<>();
        for (Map.Entry<String, Listed> list : LISTS.entrySet()) {
            JsonNode page = server.answer(list.getKey());
            answers.put(list.getKey(), page);
            for (JsonNode resource : page.withArray(list.getValue().member())) {
                paths.addAll(about(
                        list.getKey(), list.getValue(), resource.path("sid").asText()));
            }
        }
        for (String path : paths) {
            answers.put(path, server.answer(path));
        }
        return answers;
    }

    private static List<String> about(String list, Listed listed, String sid) {
        List<String> paths = new ArrayList<>();
        String ending = list.contains(".json") ? ".json" : "";
        String resource = list.replaceFirst("(\\.json)?\\?.*", "") + "/" + sid;
        paths.add(resource + ending);
        listed.below().forEach(below -> paths.add(resource + below + ending));
        paths.add("/ringback/v1/timeline/" + sid);
        return paths;
    }
}
