package dev.ringback.storage.jdbi;

import dev.ringback.model.Message;
import dev.ringback.model.Parameters.Parameter;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Limits a list of messages to those that carry some tags.
 *
 * <p>A tag may belong to one message or to nearly all. Where few carry one, these are read and sorted; where many do, the list is walked in
 * its order, and each message asked for its tags.
 */
final class TagFilter {
    /** Reading and sorting these takes about as long as walking past messages without the tag does in a list of millions. */
    private static final int FEW = 10_000;

    private static final String COUNT = """
            SELECT count(*) FROM (
              SELECT 1 FROM message_tag WHERE account_sid = :account AND name = :name AND value = :value LIMIT :limit)""";

    private static final String IS_AMONG = """
            sid IN (
              SELECT message_tag.sid FROM message_tag
              WHERE message_tag.account_sid = :account_sid AND message_tag.name = :tag%1$d_name AND message_tag.value = :tag%1$d_value)""";

    private static final String CARRIES = """
            EXISTS (
              SELECT 1 FROM message_tag
              WHERE message_tag.account_sid = message.account_sid AND message_tag.sid = message.sid
                AND message_tag.name = :tag%1$d_name AND message_tag.value = :tag%1$d_value)""";

    private TagFilter() {}

    static Listing<Message> apply(List<Parameter> tags, Handle handle, String accountSid, Listing<Message> messages) {
        int number = 0;
        boolean few = false;
        for (Parameter tag : tags) {
            // The rarest of several would be best; the first that is rare is good enough.
            boolean leads = !few && count(handle, accountSid, tag) <= FEW;
            few |= leads;
            String condition = (leads ? IS_AMONG : CARRIES).formatted(number);
            messages.where(
                    condition, Map.of("tag" + number + "_name", tag.name(), "tag" + number + "_value", tag.value()));
            number++;
        }
        return few ? messages.sortedAfterwards() : messages;
    }

    private static int count(Handle handle, String accountSid, Parameter tag) {
        return handle.createQuery(COUNT)
                .bind("account", accountSid)
                .bind("name", tag.name())
                .bind("value", tag.value())
                .bind("limit", FEW + 1)
                .mapTo(Integer.class)
                .one();
    }
}
