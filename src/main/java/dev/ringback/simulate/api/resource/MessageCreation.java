package dev.ringback.simulate.api.resource;

import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Parameters;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.FilterParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates messages, as {@code POST /Messages} does. Two equal requests make two messages: this create takes no idempotency key.
 *
 * <p>Refuses what Twilio's error dictionary says is refused: 21604 no {@code To}, 21211 a bad one, 21603 no sender, 21602 nothing to send,
 * 21658 too long, 21609 a bad callback, 35111 and 35114 a bad {@code SendAt}. Parameters it does not know are ignored (error 20001).
 */
final class MessageCreation {
    private static final int MAX_BODY = 1_600;
    /** Error 35114. */
    private static final Duration SOONEST = Duration.ofMinutes(5);

    private static final Duration LATEST = Duration.ofDays(35);
    private static final Pattern TO = Pattern.compile("\\+?[0-9]{3,15}|[a-z]+:.+");

    private final World world;
    private final MessageLife life;

    MessageCreation(World world, MessageLife life) {
        this.world = world;
        this.life = life;
    }

    /** Creates a message and begins to send it; returns it as it is at first. */
    Held<Message> create(ApiRequest request) {
        Parameters form = request.form();
        check(form);
        Instant now = world.now();
        Instant sendAt = sendAt(form, now);
        CallbackTarget callback = CallbackParameters.read(form, Set.of())
                .or(world::defaultCallback)
                .orElse(null);
        List<String> mediaUrls = values(form, "MediaUrl");
        String service = form.text("MessagingServiceSid");
        String from = form.text("From");
        String status = sendAt != null ? "scheduled" : service != null ? "accepted" : "queued";
        Message message = MessageBuilder.builder()
                .accountSid(request.accountSid())
                .sid(world.chance().sid(mediaUrls.isEmpty() ? "SM" : "MM"))
                .progress(World.status(status))
                .to(form.text("To"))
                .from(from)
                .body(form.has("Body") ? form.get("Body") : "")
                .messagingServiceSid(service)
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(from == null ? 0 : Segments.of(form.get("Body")))
                .numMedia(mediaUrls.size())
                .dateCreated(now)
                .dateUpdated(now)
                .lastReceivedAt(now)
                .build();
        Held<Message> held = Held.of(message).calledBackAt(callback);
        world.shelves().messages().put(held);
        mediaUrls.forEach(url -> world.shelves().media().put(Held.of(media(message))));
        if (sendAt != null) {
            life.schedule(message.sid(), sendAt);
        } else {
            life.begin(message.sid(), now);
        }
        return held;
    }

    private Media media(Message message) {
        return MediaBuilder.builder()
                .accountSid(message.accountSid())
                .messageSid(message.sid())
                .sid(world.chance().sid("ME"))
                .progress(World.status(""))
                .contentType("image/jpeg")
                .dateCreated(message.dateCreated())
                .dateUpdated(message.dateCreated())
                .lastReceivedAt(message.dateCreated())
                .build();
    }

    private static void check(Parameters form) {
        String to = form.text("To");
        if (to == null) {
            throw ApiError.badRequest(21604, "A 'To' phone number is required.");
        }
        if (!TO.matcher(to).matches()) {
            throw ApiError.badRequest(21211, "Invalid 'To' Phone Number: " + to);
        }
        if (form.text("From") == null && form.text("MessagingServiceSid") == null) {
            throw ApiError.badRequest(21603, "A 'From' phone number is required.");
        }
        String body = form.text("Body");
        if (body == null && form.text("MediaUrl") == null && form.text("ContentSid") == null) {
            throw ApiError.badRequest(21602, "Message body is required.");
        }
        if (body != null && body.length() > MAX_BODY) {
            throw ApiError.badRequest(21658, "The message body exceeds the 1600 character limit.");
        }
    }

    /** Null for a message that is sent at once. */
    private static @Nullable Instant sendAt(Parameters form, Instant now) {
        if (!"fixed".equals(form.text("ScheduleType"))) {
            return null;
        }
        if (form.text("SendAt") == null) {
            throw ApiError.badRequest(35111, "SendAt is required with ScheduleType=fixed.");
        }
        // In every spelling of a filter: Java's library writes no zone and means UTC.
        Instant at = new FilterParameters(form).sinceAndBefore("SendAt", "").from();
        if (at == null || at.isBefore(now.plus(SOONEST)) || at.isAfter(now.plus(LATEST))) {
            throw ApiError.badRequest(35114, "SendAt must be between 300 seconds and 35 days from now.");
        }
        return at;
    }

    private static List<String> values(Parameters form, String name) {
        return form.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameters.Parameter::value)
                .toList();
    }
}
