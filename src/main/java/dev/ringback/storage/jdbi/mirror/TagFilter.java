package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Message;
import dev.ringback.model.Parameters.Parameter;
import java.util.List;
import java.util.Map;

/** Limits a list of messages to those that carry some tags. */
final class TagFilter {
    private static final String CARRYING =
            "message_tag WHERE message_tag.account_sid = :account_sid AND message_tag.name = :tag%1$d_name AND message_tag.value = :tag%1$d_value";

    private static final String IS_AMONG = "sid IN (SELECT message_tag.sid FROM " + CARRYING + ")";

    private static final String CARRIES = "EXISTS (SELECT 1 FROM " + CARRYING + " AND message_tag.sid = message.sid)";

    private TagFilter() {}

    static Listing<Message> apply(List<Parameter> tags, Listing<Message> messages) {
        for (int i = 0; i < tags.size(); i++) {
            ListFilter filter =
                    new ListFilter(IS_AMONG.formatted(i), CARRIES.formatted(i), CARRYING.formatted(i), false);
            messages.where(
                    filter,
                    Map.of(
                            "tag" + i + "_name",
                            tags.get(i).name(),
                            "tag" + i + "_value",
                            tags.get(i).value()));
        }
        return messages;
    }
}
