package dev.ringback.live;

import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.TwilioException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States what a caller waits for: that a resource comes into a state, or into any terminal one.
 *
 * @param states of the kind of the resource
 * @param state one of them; null for any terminal one
 */
public record Until(ResourceStates states, @Nullable String state) {
    /** Stands for any terminal state. */
    public static final String TERMINAL = "terminal";

    /** Says what a status means to who waits. */
    enum Verdict {
        /** The resource is there, or has been there on its way. */
        REACHED,
        /** It cannot come there any more. */
        MISSED,
        /** It may still come there. */
        OPEN
    }

    /**
     * Reads what is waited for.
     *
     * @param name of the parameter that says it
     * @param text {@value #TERMINAL}, or a state as Twilio spells it, in upper or lower case
     * @throws TwilioException 400 when the kind of the SID has no such state, or no states at all; it lists those that there are
     */
    public static Until parse(String name, String text, String sid) {
        ResourceStates states = ResourceStates.of(sid)
                .orElseThrow(() -> TwilioException.invalidParameter(
                        "Sid",
                        sid,
                        "the SID of a message, call, recording, transcription or conference, which have states"));
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals(TERMINAL)) {
            return new Until(states, null);
        }
        if (!states.all().contains(word)) {
            throw TwilioException.invalidParameter(
                    name,
                    text,
                    "a state of a " + states.text() + ", but these are: " + TERMINAL + ", "
                            + String.join(", ", states.all()));
        }
        return new Until(states, word);
    }

    /** Tells whether a resource is there; false for one that is unknown. */
    public boolean isReachedBy(Optional<? extends Resource> found) {
        return judge(found) == Verdict.REACHED;
    }

    Verdict judge(Optional<? extends Resource> found) {
        return judge(found.map(ResourceStates::shown).orElse(null));
    }

    /** Judges a status; null where none is known. */
    Verdict judge(@Nullable String status) {
        if (status == null) {
            return Verdict.OPEN;
        }
        if (state == null) {
            return states.terminal().contains(status) ? Verdict.REACHED : Verdict.OPEN;
        }
        if (states.hasReached(status, state)) {
            return Verdict.REACHED;
        }
        return states.mayStillReach(status, state) ? Verdict.OPEN : Verdict.MISSED;
    }
}
