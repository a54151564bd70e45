package dev.ringback.upgrade;

import dev.ringback.TestCallbacks;
import java.util.Set;

/** What this version answers otherwise than the one before, on purpose. Everything else has to be the same. */
final class IntendedDifferences {
    /** What can be proved is shown, where 0.1 showed null: also of what was stored before. */
    private static final Set<String> PROVED = Set.of("num_media", "duration", "queue_time", "date_sent");

    /** What 0.1 took for a message, and was the message of a conversation. */
    static final String NO_MESSAGE = "IM49f119806d3b286a594411912c924957";

    /** The webhook that it took for one. */
    static final String CONVERSATION =
            "EventType=onMessageAdded&Attributes=%7B%7D&DateCreated=2026-11-28T18%3A00%3A58.111Z&Index=35"
                    + "&MessageSid=" + NO_MESSAGE + "&AccountSid=" + TestCallbacks.ACCOUNT_SID
                    + "&Source=SDK&ClientIdentity=dana&RetryCount=0&Author=dana&ParticipantSid=MBa8e7ad13914e6ae780e16a4ea455d142&Body=two"
                    + "&ConversationSid=CHf9f18003f5634951e4f37414feece4f1";

    private IntendedDifferences() {}

    /** Whether a difference is a mistake. */
    static boolean isNone(Difference difference) {
        return !isProved(difference) && !isAboutEndedConference(difference) && !isNoMessage(difference);
    }

    /** What was taken for a message stays one until its turn comes, and is none from then on. */
    private static boolean isNoMessage(Difference difference) {
        return difference.path().contains(NO_MESSAGE)
                || (difference.path().equals(Answers.MESSAGES)
                        && (difference.before().contains(NO_MESSAGE)
                                || difference.pointer().equals("/end")));
    }

    private static boolean isProved(Difference difference) {
        return difference.before().equals("null")
                && difference.after().startsWith("\"")
                && PROVED.contains(difference.pointer().replaceFirst(".*/", ""));
    }

    /** A list of conferences has those in progress, unless it asks otherwise. */
    private static boolean isAboutEndedConference(Difference difference) {
        if (!difference.path().contains("/Conferences.json?")) {
            return false;
        }
        return difference.pointer().equals("/end")
                || (difference.pointer().equals("/conferences/*")
                        && difference.before().contains("\"status\":\"completed\"")
                        && difference.after().isEmpty());
    }
}
