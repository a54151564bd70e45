package dev.ringback.live;

import dev.ringback.model.Call;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.CallViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists the states of each kind of resource, which of them are terminal, and through which others a resource has come for sure. Sources: the status
 * enums of Twilio's API descriptions, and the statuses of its callbacks.
 */
public enum ResourceStates {
    MESSAGE(
            "message",
            List.of("SM", "MM"),
            new Table()
                    .state("accepted")
                    .state("scheduled")
                    .state("queued", "accepted")
                    .state("sending", "accepted", "queued")
                    .state("sent", "accepted", "queued", "sending")
                    .state("partially_delivered", "accepted", "queued", "sending", "sent")
                    .state("receiving")
                    .terminal("delivered", "accepted", "queued", "sending", "sent")
                    .terminal("undelivered", "accepted", "queued", "sending", "sent")
                    .terminal("failed", "accepted", "queued")
                    .terminal("canceled", "scheduled")
                    .terminal("received", "receiving")
                    .terminal("read", "accepted", "queued", "sending", "sent", "delivered")
                    .mayFollow("read", "delivered")),
    CALL(
            "call",
            List.of("CA"),
            new Table()
                    .state("queued")
                    .state("ringing", "queued")
                    .state("in-progress", "queued", "ringing")
                    .terminal("completed", "queued", "ringing", "in-progress")
                    .terminal("busy", "queued")
                    .terminal("no-answer", "queued", "ringing")
                    .terminal("failed", "queued")
                    .terminal("canceled", "queued")),
    RECORDING(
            "recording",
            List.of("RE"),
            new Table()
                    .state("in-progress")
                    .state("paused", "in-progress")
                    .state("stopped", "in-progress")
                    .state("processing", "in-progress", "stopped")
                    .terminal("completed", "in-progress", "stopped", "processing")
                    .terminal("absent")
                    .terminal("failed")
                    .terminal("deleted")
                    .mayFollow("deleted", "completed", "absent", "failed")),
    TRANSCRIPTION(
            "transcription",
            List.of("TR"),
            new Table()
                    .state("in-progress")
                    .terminal("completed", "in-progress")
                    .terminal("failed", "in-progress")),
    CONFERENCE(
            "conference",
            List.of("CF"),
            new Table().state("init").state("in-progress", "init").terminal("completed", "init"));

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> prefixes;

    @SuppressWarnings("ImmutableEnumChecker") // not changed any more
    private final Table table;

    ResourceStates(String text, List<String> prefixes, Table table) {
        this.text = text;
        this.prefixes = List.copyOf(prefixes);
        this.table = table;
    }

    /** Holds the states of one kind, in the order in which they are declared. */
    private static final class Table {
        private final List<String> all = new ArrayList<>();
        private final List<String> terminal = new ArrayList<>();
        private final Map<String, Set<String>> behind = new TreeMap<>();
        private final Map<String, Set<String>> followed = new TreeMap<>();

        /** Declares a state on the way, and those that lie behind a resource in it. */
        Table state(String name, String... before) {
            all.add(name);
            behind.put(name, Set.of(before));
            return this;
        }

        Table terminal(String name, String... before) {
            terminal.add(name);
            return state(name, before);
        }

        /** Declares that a state may come after terminal ones. */
        Table mayFollow(String name, String... terminals) {
            followed.put(name, Set.of(terminals));
            return this;
        }
    }

    /** Finds the kind that a SID is of; empty for kinds without states, and for what is no SID. */
    public static Optional<ResourceStates> of(String sid) {
        return Arrays.stream(values())
                .filter(kind -> Sid.isSid(sid, kind.prefixes.toArray(String[]::new)))
                .findFirst();
    }

    /** Returns the status that the API shows for a resource; null where no event has told one. */
    static @Nullable String shown(Resource resource) {
        if (resource instanceof Call call) {
            return CallViews.status(call);
        }
        String status = resource.progress().status();
        return status.isEmpty() ? null : status;
    }

    /** Returns what the kind is called, as {@code message}. */
    public String text() {
        return text;
    }

    /** Returns the first two letters of its SIDs. */
    public List<String> prefixes() {
        return prefixes;
    }

    /** Returns all states, the early ones first. */
    public List<String> all() {
        return List.copyOf(table.all);
    }

    /** Returns the states after which no other is expected. */
    public List<String> terminal() {
        return List.copyOf(table.terminal);
    }

    /** Tells whether a resource in one state is in another, or has certainly been in it. */
    boolean hasReached(String state, String other) {
        return state.equals(other) || table.behind.getOrDefault(state, Set.of()).contains(other);
    }

    /** Tells whether a resource in one state may still come into another. */
    boolean mayStillReach(String state, String other) {
        return !table.terminal.contains(state)
                || table.followed.getOrDefault(other, Set.of()).contains(state);
    }
}
