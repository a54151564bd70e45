package dev.ringback.web.media;

import dev.ringback.model.VaultKind;
import dev.ringback.vault.VaultOptions;
import org.jspecify.annotations.Nullable;

/**
 * Names the content that a request asks for.
 *
 * @param format {@code wav} or {@code mp3} of a recording; empty for an attachment
 * @param parent the call, conference or message below whose address the request came; null where the address has none
 * @param channels how many of a recording; null for as many as there are
 * @param path where Twilio has it, from the first slash, without a query
 * @param download whether the caller wants to keep it as a file
 * @param isLink whether a signed link leads to it
 */
record Wanted(
        String accountSid,
        VaultKind kind,
        String sid,
        String format,
        @Nullable Parent parent,
        @Nullable Integer channels,
        String path,
        boolean download,
        boolean isLink) {

    /** Names a resource that has others below its address. */
    record Parent(Type type, String sid) {
        /** Returns its path below the account. */
        String path() {
            return type.path + sid;
        }
    }

    /** Says what has content below its address. */
    enum Type {
        CALL("/Calls/", "CallSid", "CA"),
        CONFERENCE("/Conferences/", "ConferenceSid", "CF"),
        MESSAGE("/Messages/", "MessageSid", "SM MM");

        private final String path;
        private final String parameter;
        private final String prefixes;

        Type(String path, String parameter, String prefixes) {
            this.path = path;
            this.parameter = parameter;
            this.prefixes = prefixes;
        }

        /** Returns the parameter of a path that has its SID. */
        String parameter() {
            return parameter;
        }

        /** Returns how its SIDs begin. */
        String[] prefixes() {
            return prefixes.split(" ", -1);
        }
    }

    boolean isRecording() {
        return kind == VaultKind.RECORDING;
    }

    boolean isWav() {
        return format.equals(VaultOptions.WAV);
    }

    /** Returns where Twilio has it, with the query. */
    String target() {
        return channels == null ? path : path + "?RequestedChannels=" + channels;
    }
}
