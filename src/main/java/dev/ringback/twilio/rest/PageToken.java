package dev.ringback.twilio.rest;

import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.twilio.Sid;
import java.util.Optional;

/** The {@code PageToken} of a list: {@code PA} and the SID of the row the page begins after, or {@code PB} and that of the row it ends before. */
final class PageToken {
    private static final String AFTER = "PA";
    private static final String BEFORE = "PB";

    private PageToken() {}

    static String after(String sid) {
        return AFTER + sid;
    }

    static String before(String sid) {
        return BEFORE + sid;
    }

    static String of(Anchor anchor) {
        return anchor.direction() == Direction.AFTER ? after(anchor.sid()) : before(anchor.sid());
    }

    /** Empty for what is no page token. */
    static Optional<Anchor> parse(String token) {
        if (token.length() != AFTER.length() + Sid.LENGTH) {
            return Optional.empty();
        }
        String sid = token.substring(AFTER.length());
        if (!Sid.isSid(sid)) {
            return Optional.empty();
        }
        if (token.startsWith(AFTER)) {
            return Optional.of(new Anchor(Direction.AFTER, sid));
        }
        return token.startsWith(BEFORE) ? Optional.of(new Anchor(Direction.BEFORE, sid)) : Optional.empty();
    }
}
