package dev.ringback.vault.copy;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import java.util.regex.Pattern;

/**
 * Tells which events may be about content, by their text alone: of thousands of messages a second hardly one has an attachment, and the mirror is not
 * asked about the others. Stateless.
 */
final class EventScreen {
    private static final Pattern HAS_MEDIA =
            Pattern.compile("NumMedia(=|\":\\s*\"?)[1-9]|num_media\":\\s*\"?[1-9]|MediaUrl0");

    private EventScreen() {}

    static boolean mayBeAboutContent(Event event) {
        return isAboutRecording(event) || isAboutMedia(event);
    }

    static boolean isAboutRecording(Event event) {
        return event.sid().startsWith("RE");
    }

    private static boolean isAboutMedia(Event event) {
        String sid = event.sid();
        return sid.startsWith("MM")
                || event.kind() == EventKind.MEDIA
                || (sid.startsWith("SM") && HAS_MEDIA.matcher(event.payload()).find());
    }
}
