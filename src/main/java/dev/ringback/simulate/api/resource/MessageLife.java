package dev.ringback.simulate.api.resource;

import dev.ringback.model.EventKind;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.simulate.traffic.Form;
import dev.ringback.simulate.traffic.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves messages from status to status, and tells the callback of it: {@code accepted} (with a Messaging Service), {@code queued},
 * {@code sending}, {@code sent}, then {@code delivered}, or {@code undelivered} or {@code failed} in the shares that the conditions say. The
 * first status of a message is never told by a callback, and {@code sending} neither. The price appears a minute after the end.
 */
final class MessageLife {
    private static final Duration QUEUED = Duration.ofMillis(200);
    private static final Duration SENDING = Duration.ofMillis(500);
    private static final Duration SENT = Duration.ofSeconds(1);
    private static final Duration ENDED = Duration.ofSeconds(3);
    private static final Duration PRICED = Duration.ofMinutes(1);

    private final World world;
    private final Shelf<Message> messages;

    MessageLife(World world) {
        this.world = world;
        this.messages = world.shelves().messages();
    }

    /** Begins to send a message, which is stored already. */
    void begin(String sid, Instant start) {
        Outcome outcome = outcome();
        world.timeline().at(start.plus(QUEUED), at -> queued(sid, at));
        world.timeline().at(start.plus(SENDING), at -> move(sid, "sending", at));
        if (!outcome.status().equals("failed")) {
            world.timeline().at(start.plus(SENT), at -> move(sid, "sent", at));
        }
        world.timeline().at(start.plus(ENDED), at -> end(sid, outcome, at));
    }

    /** Sends a scheduled message when its time has come, unless it is canceled before. */
    void schedule(String sid, Instant sendAt) {
        world.timeline().at(sendAt, at -> {
            if (messages.find(sid)
                    .filter(held -> held.status().equals("scheduled"))
                    .isPresent()) {
                begin(sid, at);
            }
        });
    }

    private Outcome outcome() {
        double failed = world.conditions().failed();
        double undelivered = world.conditions().undelivered();
        if (!world.chance().hits(failed + undelivered)) {
            return Outcome.DELIVERED;
        }
        boolean fails = world.chance().hits(failed / (failed + undelivered));
        return world.chance().pick(fails ? Outcome.FAILED : Outcome.UNDELIVERED);
    }

    /** With a service the sender is chosen now, and the segments are counted. */
    private void queued(String sid, Instant at) {
        Optional<Held<Message>> before = messages.find(sid);
        messages.update(
                sid,
                held -> held.with(MessageBuilder.builder(held.resource())
                        .from(
                                held.resource().from() == null
                                        ? world.chance().number()
                                        : held.resource().from())
                        .numSegments(Segments.of(held.resource().body()))
                        .build()));
        if (before.filter(held -> !held.status().equals("queued")).isPresent()) {
            move(sid, "queued", at).ifPresent(held -> tell(held, Outcome.DELIVERED, at));
        }
    }

    private Optional<Held<Message>> move(String sid, String status, Instant at) {
        Optional<Held<Message>> moved = messages.update(sid, held -> later(held, status, at))
                .filter(held -> held.status().equals(status));
        if (status.equals("sent")) {
            moved.ifPresent(held -> tell(held, Outcome.DELIVERED, at));
        }
        return moved;
    }

    private void end(String sid, Outcome outcome, Instant at) {
        messages.update(sid, held -> held.with(ended(later(held, outcome.status(), at), held.status(), outcome)))
                .filter(held -> held.status().equals(outcome.status()))
                .ifPresent(held -> {
                    tell(held, outcome, at);
                    world.timeline()
                            .at(at.plus(PRICED), then -> messages.update(sid, any -> any.priced(Prices.MESSAGE)));
                });
    }

    private static Message ended(Held<Message> held, String before, Outcome outcome) {
        if (!outcome.isError() || held.status().equals(before)) {
            return held.resource();
        }
        return MessageBuilder.builder(held.resource())
                .errorCode(Integer.valueOf(outcome.errorCode()))
                .errorMessage(outcome.errorMessage())
                .build();
    }

    /** Cancels a scheduled message. */
    void cancel(String sid, Instant at) {
        messages.update(sid, held -> later(held, "canceled", at)).ifPresent(held -> tell(held, Outcome.DELIVERED, at));
    }

    /** A message never goes back, and a canceled one nowhere. */
    private static Held<Message> later(Held<Message> held, String status, Instant at) {
        if (!MessageStates.isLater(status, held.status())) {
            return held;
        }
        MessageBuilder changed = MessageBuilder.builder(held.resource())
                .progress(World.status(status))
                .dateUpdated(at);
        if (held.resource().dateSent() == null && MessageStates.isSent(status)) {
            changed.dateSent(at);
        }
        return held.with(changed.build());
    }

    private void tell(Held<Message> held, Outcome outcome, Instant at) {
        if (held.callback() != null) {
            Message message = held.resource();
            world.callbacks()
                    .send(
                            EventKind.MESSAGE_STATUS,
                            message.accountSid(),
                            message.sid(),
                            held.callback(),
                            form(message, outcome, at));
        }
    }

    private static Form form(Message message, Outcome outcome, Instant at) {
        OutboundMessage told = new OutboundMessage(
                message.sid(),
                message.accountSid(),
                message.messagingServiceSid(),
                Objects.requireNonNullElse(message.from(), ""),
                Objects.requireNonNullElse(message.to(), ""));
        String status = message.progress().status();
        if (outcome.isError()) {
            return told.failure(status, outcome.errorCode());
        }
        return status.equals("delivered") ? told.receipt(status, at) : told.status(status);
    }
}
