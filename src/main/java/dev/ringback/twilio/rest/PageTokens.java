package dev.ringback.twilio.rest;

import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.twilio.Sid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the {@code PageToken} of a list: two letters, of which the first says who has given it out, and the SID of the row that the page begins
 * after ({@code A}) or ends before ({@code B}).
 */
public enum PageTokens {
    /**
     * Begins tokens that Ringback gives out. Behind a point they may carry Twilio's own token for the same page, encoded: so a list that was read through to Twilio is read on
     * from there.
     */
    RINGBACK('R'),
    /** Begins tokens that Twilio gives out, and its stand-in. */
    TWILIO('P');

    /** Ours are told by their beginning, whatever follows. */
    private static final Pattern OURS = Pattern.compile("R[AB].*", Pattern.DOTALL);

    private static final char AFTER = 'A';
    private static final char BEFORE = 'B';
    private static final int PREFIX = 2;
    private static final char POINT = '.';

    /** Twilio's are 36 characters long; what is much longer would not fit into an address. */
    private static final int MAX_CARRIED = 700;

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_CARRIED + "}");

    private final char issuer;

    PageTokens(char issuer) {
        this.issuer = issuer;
    }

    String of(Anchor anchor) {
        return "" + issuer + (anchor.direction() == Direction.AFTER ? AFTER : BEFORE) + anchor.sid();
    }

    String after(String sid) {
        return of(new Anchor(Direction.AFTER, sid));
    }

    String before(String sid) {
        return of(new Anchor(Direction.BEFORE, sid));
    }

    /** Tells whether a token is none of Ringback's, so that Twilio may have given it out. */
    static boolean areOthers(String token) {
        return !OURS.matcher(token).matches();
    }

    /** Finds the row that a token names. Empty for what none of these has given out. */
    Optional<Anchor> parse(String token) {
        int point = this == RINGBACK ? token.indexOf(POINT) : -1;
        if (point >= 0 && carried(token) == null) {
            return Optional.empty();
        }
        String plain = point < 0 ? token : token.substring(0, point);
        if (plain.length() != PREFIX + Sid.LENGTH || plain.charAt(0) != issuer) {
            return Optional.empty();
        }
        String sid = plain.substring(PREFIX);
        if (!Sid.isSid(sid)) {
            return Optional.empty();
        }
        return switch (plain.charAt(1)) {
            case AFTER -> Optional.of(new Anchor(Direction.AFTER, sid));
            case BEFORE -> Optional.of(new Anchor(Direction.BEFORE, sid));
            default -> Optional.empty();
        };
    }

    /** Puts Twilio's token for the same page behind one of Ringback's; leaves out what would be too long. */
    static String carrying(String token, @Nullable String twilios) {
        if (twilios == null || twilios.isEmpty()) {
            return token;
        }
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(twilios.getBytes(StandardCharsets.UTF_8));
        return encoded.length() > MAX_CARRIED ? token : token + POINT + encoded;
    }

    /** Returns Twilio's token that one of Ringback's carries; null where it carries none. */
    static @Nullable String carried(String token) {
        int point = token.indexOf(POINT);
        String encoded = token.substring(point + 1);
        if (point < 0 || areOthers(token) || !ENCODED.matcher(encoded).matches()) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return null;
        }
    }
}
