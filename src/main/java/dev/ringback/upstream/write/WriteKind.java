package dev.ringback.upstream.write;

import dev.ringback.model.Parameters;
import java.util.Locale;
import java.util.Set;

/**
 * Names the writes that are passed on to Twilio: what sends, changes and deletes messages, calls, conferences and what belongs to them. Nothing that
 * changes accounts, keys or numbers is among them.
 */
public enum WriteKind {
    MESSAGE_CREATE("POST", "/Messages", "a new message", Repetition.NEVER),
    MESSAGE_UPDATE("POST", "/Messages/{Sid}", "a message whose text is deleted, or that is canceled"),
    MESSAGE_DELETE("DELETE", "/Messages/{Sid}", "nothing: a message is deleted"),
    MESSAGE_FEEDBACK("POST", "/Messages/{MessageSid}/Feedback", "what became of a message, as its recipient shows"),
    MEDIA_DELETE("DELETE", "/Messages/{MessageSid}/Media/{Sid}", "nothing: a medium of a message is deleted"),
    CALL_CREATE("POST", "/Calls", "a new call", Repetition.NEVER),
    /** With a URL or TwiML it runs that, and would run it again. */
    CALL_UPDATE("POST", "/Calls/{Sid}", "a call that is changed or ended", Repetition.UNLESS_IT_RUNS),
    CALL_DELETE("DELETE", "/Calls/{Sid}", "nothing: a call is deleted"),
    CALL_RECORDING_CREATE("POST", "/Calls/{CallSid}/Recordings", "a new recording of a call", Repetition.NEVER),
    CALL_RECORDING_UPDATE(
            "POST", "/Calls/{CallSid}/Recordings/{Sid}", "a recording that is paused, resumed or stopped"),
    CALL_RECORDING_DELETE("DELETE", "/Calls/{CallSid}/Recordings/{Sid}", "nothing: a recording is deleted"),
    CONFERENCE_RECORDING_UPDATE(
            "POST", "/Conferences/{ConferenceSid}/Recordings/{Sid}", "a recording that is paused, resumed or stopped"),
    CONFERENCE_RECORDING_DELETE(
            "DELETE", "/Conferences/{ConferenceSid}/Recordings/{Sid}", "nothing: a recording is deleted"),
    RECORDING_DELETE("DELETE", "/Recordings/{Sid}", "nothing: a recording is deleted"),
    /** With an announcement it plays that, and would play it again. */
    CONFERENCE_UPDATE(
            "POST", "/Conferences/{Sid}", "a conference that is ended or hears something", Repetition.UNLESS_IT_RUNS),
    PARTICIPANT_CREATE(
            "POST", "/Conferences/{ConferenceSid}/Participants", "a new participant, who is called", Repetition.NEVER),
    PARTICIPANT_UPDATE(
            "POST",
            "/Conferences/{ConferenceSid}/Participants/{CallSid}",
            "a participant who is muted, held or hears something",
            Repetition.UNLESS_IT_RUNS),
    PARTICIPANT_DELETE(
            "DELETE",
            "/Conferences/{ConferenceSid}/Participants/{CallSid}",
            "nothing: a participant is removed from a conference"),
    TRANSCRIPTION_DELETE("DELETE", "/Transcriptions/{Sid}", "nothing: a transcription is deleted"),
    RECORDING_TRANSCRIPTION_DELETE(
            "DELETE", "/Recordings/{RecordingSid}/Transcriptions/{Sid}", "nothing: a transcription is deleted"),
    REALTIME_TRANSCRIPTION_CREATE(
            "POST", "/Calls/{CallSid}/Transcriptions", "a new real-time transcription of a call", Repetition.NEVER),
    REALTIME_TRANSCRIPTION_UPDATE(
            "POST", "/Calls/{CallSid}/Transcriptions/{Sid}", "a real-time transcription that is stopped");

    /** What makes something happen each time it is sent. */
    private static final Set<String> RUNS = Set.of("Url", "Twiml", "AnnounceUrl");

    private final String method;
    private final String path;
    private final String answers;
    private final Repetition repetition;

    WriteKind(String method, String path, String answers) {
        this(method, path, answers, Repetition.HARMLESS);
    }

    WriteKind(String method, String path, String answers, Repetition repetition) {
        this.method = method;
        this.path = path;
        this.answers = answers;
        this.repetition = repetition;
    }

    /** Says what sending it twice does. */
    private enum Repetition {
        HARMLESS,
        UNLESS_IT_RUNS,
        NEVER
    }

    public String method() {
        return method;
    }

    /** Returns the path below the account, without an extension, with names in braces. */
    public String path() {
        return path;
    }

    /** Returns what Twilio answers, for people. */
    public String answers() {
        return answers;
    }

    /** Returns what it makes or changes, in a word. */
    String resource() {
        String name = name().substring(0, name().lastIndexOf('_'));
        return name.substring(name.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    /** Tells whether it deletes something; all others are POSTs. */
    public boolean isDeletion() {
        return method.equals("DELETE");
    }

    /** Tells whether a write with these parameters does twice what is sent twice. */
    boolean mayNotBeRepeated(Parameters parameters) {
        return switch (repetition) {
            case HARMLESS -> false;
            case NEVER -> true;
            case UNLESS_IT_RUNS -> RUNS.stream().anyMatch(name -> parameters.text(name) != null);
        };
    }
}
