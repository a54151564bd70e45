package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Message;
import dev.ringback.model.Parameters.Parameter;
import java.util.List;

/** Limits a list of messages to those that carry some tags. */
final class TagFilter {
    private static final String CARRYING =
            "message_tag WHERE message_tag.account_sid = ? AND message_tag.name = ? AND message_tag.value = ?";

    private TagFilter() {}

    static Listing<Message> apply(List<Parameter> tags, Listing<Message> messages) {
        for (Parameter tag : tags) {
            Clause carrying = Clause.of(CARRYING, messages.accountSid(), tag.name(), tag.value());
            Clause isAmong = Clause.of("sid IN (SELECT message_tag.sid FROM ")
                    .with(carrying)
                    .with(")");
            Clause carries =
                    Clause.of("EXISTS (SELECT 1 FROM ").with(carrying).with(" AND message_tag.sid = message.sid)");
            messages.where(new ListFilter(isAmong, carries, carrying, false));
        }
        return messages;
    }
}
