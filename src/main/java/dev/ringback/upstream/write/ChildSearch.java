package dev.ringback.upstream.write;

import dev.ringback.model.Call;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.WriteDraft;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.CallbackMark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the mirror for what a write has made: a resource of the same kind, account, recipient and sender, with the same text where that is known,
 * made about when the write was sent, unless a callback says that another write has made it. Stateless but for the mirror.
 */
final class ChildSearch {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** After this a write is no longer under way at Twilio, and its first callback has come if it comes soon. */
    private static final Duration LATEST = Duration.ofMinutes(10);

    /** A message may wait ten hours before it is sent, and a call for its turn. */
    private static final Duration SENT_LATER = Duration.ofHours(11);

    /** A message may be scheduled 35 days ahead. */
    private static final Duration SCHEDULED = Duration.ofDays(36);

    /** More resources of one recipient in hours are no reason to look further. */
    private static final int MOST = 1_000;

    /** Parameters by which Twilio writes another text than the one that was sent. */
    private static final Set<String> CHANGES_BODY = Set.of("ContentSid", "ShortenUrls", "SmartEncoded");

    static final Pattern CALL = Pattern.compile("/Calls/([A-Z]{2}[0-9a-fA-F]{32})/");

    /** The callbacks that a URL of ours brings are among the first about a resource. */
    private static final int EVENTS = 20;

    private final ResourceStore resources;
    private final EventStore events;

    ChildSearch(ResourceStore resources, EventStore events) {
        this.resources = resources;
        this.events = events;
    }

    /** Returns the likeness of a write: of two with the same the children cannot be told apart. A write whose child nobody can find has its own. */
    static String likeness(Write write, String mark) {
        Parameters given = write.parameters();
        String parties = write.accountSid() + '\n' + given.text("To") + '\n' + sender(given);
        return hashed(
                switch (write.kind()) {
                    case MESSAGE_CREATE -> "message\n" + parties;
                    case CALL_CREATE, PARTICIPANT_CREATE -> "call\n" + parties;
                    case CALL_RECORDING_CREATE -> "recording\n" + write.names().get("CallSid");
                    default -> mark;
                });
    }

    private static @Nullable String sender(Parameters given) {
        String from = given.text("From");
        return from == null ? given.text("MessagingServiceSid") : from;
    }

    private static String hashed(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    /**
     * Finds the SID of what a write has made, of several the oldest. Empty where nothing looks like it.
     *
     * @param claimed what other writes have made
     */
    Optional<String> find(JournaledWrite journaled, Set<String> claimed) {
        WriteDraft write = journaled.write();
        Instant asked = write.requestedAt();
        TimeRange window = new TimeRange(asked.minus(CLOCKS_DIFFER), asked.plus(LATEST));
        return switch (WriteKind.valueOf(write.kind())) {
            case MESSAGE_CREATE -> message(write, window, claimed);
            case CALL_CREATE, PARTICIPANT_CREATE -> call(write, window, claimed);
            case CALL_RECORDING_CREATE -> recording(write, window, claimed);
            default -> Optional.empty();
        };
    }

    private Optional<String> message(WriteDraft write, TimeRange window, Set<String> claimed) {
        Parameters form = form(write);
        String to = form.text("To");
        if (to == null) {
            return Optional.empty();
        }
        String from = form.text("From");
        TimeRange sent = later(window, form.text("SendAt") == null ? SENT_LATER : SCHEDULED);
        MessageFilter filter = new MessageFilter(
                Party.exact(to), Party.exact(from), sent, null, null, form.text("MessagingServiceSid"), List.of());
        String text = CHANGES_BODY.stream().anyMatch(name -> form.text(name) != null) ? null : form.text("Body");
        return oldest(
                write,
                filter,
                Message::sid,
                Message::dateCreated,
                claimed,
                message -> !"inbound".equals(message.direction())
                        && isWithin(window, message.dateCreated(), message.dateSent())
                        && Party.mayBe(to, message.to())
                        && Party.mayBe(from, message.from())
                        && isText(text, message.body()));
    }

    /** A text that is not there tells nothing: it may have been redacted. */
    private static boolean isText(@Nullable String sent, @Nullable String shown) {
        return sent == null || shown == null || shown.isEmpty() || sent.equals(shown);
    }

    private static TimeRange later(TimeRange window, Duration most) {
        Instant from = window.from();
        return from == null ? window : new TimeRange(from, from.plus(most));
    }

    /** Tells whether a resource was made meanwhile, or what is known of it first was. */
    private static boolean isWithin(TimeRange window, Instant created, @Nullable Instant begun) {
        return isWithin(window, created) || (begun != null && isWithin(window, begun));
    }

    private static boolean isWithin(TimeRange window, Instant moment) {
        Instant from = window.from();
        Instant until = window.until();
        return (from == null || !moment.isBefore(from)) && (until == null || !moment.isAfter(until));
    }

    private Optional<String> call(WriteDraft write, TimeRange window, Set<String> claimed) {
        Parameters form = form(write);
        String to = form.text("To");
        if (to == null) {
            return Optional.empty();
        }
        String from = form.text("From");
        CallFilter filter = new CallFilter(
                Party.exact(to), Party.exact(from), null, Set.of(), later(window, SENT_LATER), TimeRange.ALWAYS);
        return oldest(
                write,
                filter,
                Call::sid,
                Call::dateCreated,
                claimed,
                call -> !"inbound".equals(call.direction())
                        && call.parentCallSid() == null
                        && isWithin(window, call.dateCreated(), call.startTime())
                        && Party.mayBe(to, call.to())
                        && Party.mayBe(from, call.from()));
    }

    private Optional<String> recording(WriteDraft write, TimeRange window, Set<String> claimed) {
        Matcher call = CALL.matcher(write.path());
        if (!call.find()) {
            return Optional.empty();
        }
        return oldest(
                write,
                new RecordingFilter(call.group(1), null, window, true),
                Recording::sid,
                Recording::dateCreated,
                claimed,
                recording -> true);
    }

    private <R extends Resource> Optional<String> oldest(
            WriteDraft write,
            ResourceFilter<R> filter,
            Function<R, String> sid,
            Function<R, Instant> created,
            Set<String> claimed,
            Predicate<R> fits) {
        return resources.list(write.accountSid(), filter, PageRequest.first(MOST)).items().stream()
                .filter(resource -> !claimed.contains(sid.apply(resource)))
                .filter(fits)
                .sorted(Comparator.comparing(created))
                .map(sid)
                .filter(one -> !isOfAnother(write, one))
                .findFirst();
    }

    /** Tells whether the callbacks about a resource say that another write has made it. */
    private boolean isOfAnother(WriteDraft write, String sid) {
        List<String> marks = events.timeline(List.of(write.accountSid()), sid, 0, EVENTS).stream()
                .map(LoggedEvent::event)
                .filter(event -> event.sid().equals(sid))
                .flatMap(event -> CallbackMark.in(event.target()).stream())
                .toList();
        return !marks.isEmpty() && !marks.contains(write.mark());
    }

    /** Returns the parameters of a write: those of its query, and behind them those of its form. */
    static Parameters form(WriteDraft write) {
        return new Parameters(Stream.concat(
                        FormBody.ofQuery(write.path()).parameters().stream(),
                        FormBody.parse(write.bodyBytes()).parameters().stream())
                .toList());
    }
}
