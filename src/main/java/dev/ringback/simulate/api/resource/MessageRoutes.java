package dev.ringback.simulate.api.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.TwilioDates;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Instant;

/**
 * Messages: create, fetch, redact ({@code Body=}), cancel ({@code Status=canceled}), delete and feedback.
 *
 * <p>A delete before the end is refused with 20009; nobody has confirmed that its HTTP status is 409. Redaction and cancel in one are 30400,
 * a cancel of what is not scheduled 30409.
 */
final class MessageRoutes {
    private static final ResourceView<Held<Message>> VIEW = MessageList.VIEW;

    private static final String SID = "Sid";

    private final World world;
    private final Shelf<Message> messages;
    private final MessageLife life;
    private final MessageCreation creation;
    private final Finder finder;

    MessageRoutes(World world) {
        this.world = world;
        this.messages = world.shelves().messages();
        this.life = new MessageLife(world);
        this.creation = new MessageCreation(world, life);
        this.finder = new Finder(world);
    }

    void addTo(Routes routes) {
        MessageList list = new MessageList(world);
        routes.account("GET", "/Messages", list::answer)
                .account("POST", "/Messages", request -> request.resource(201, VIEW, creation.create(request)))
                .account("GET", "/Messages/{Sid}", request -> request.resource(200, VIEW, find(request)))
                .account("POST", "/Messages/{Sid}", this::update)
                .account("DELETE", "/Messages/{Sid}", this::delete)
                .account("POST", "/Messages/{Sid}/Feedback", this::feedback);
    }

    private Held<Message> find(ApiRequest request) {
        return finder.find(request, messages, SID);
    }

    private Answer update(ApiRequest request) {
        Held<Message> held = find(request);
        String body = request.form().get("Body");
        String status = request.form().text("Status");
        if (body != null && status != null) {
            throw ApiError.badRequest(30400, "Body and Status cannot be updated at the same time.");
        }
        String sid = held.resource().sid();
        if (status != null) {
            if (!status.equals("canceled") || !held.status().equals("scheduled")) {
                throw ApiError.badRequest(30409, "The message cannot be canceled: it is not scheduled.");
            }
            life.cancel(sid, world.now());
        } else if (body != null) {
            redact(sid, body);
        }
        return request.resource(200, VIEW, find(request));
    }

    private void redact(String sid, String body) {
        if (!body.isEmpty()) {
            throw ApiError.badRequest(20001, "Body can only be updated to an empty text.");
        }
        Instant now = world.now();
        messages.update(
                sid,
                held -> held.with(MessageBuilder.builder(held.resource())
                        .body("")
                        .dateUpdated(now)
                        .build()));
    }

    private Answer delete(ApiRequest request) {
        Held<Message> held = find(request);
        if (!MessageStates.isFinal(held.status())) {
            throw ApiError.of(409, 20009, "Cannot delete message because delivery has not been completed.");
        }
        String sid = held.resource().sid();
        if (!world.deletions().delete(sid, () -> messages.remove(sid))) {
            throw request.notFound();
        }
        world.shelves()
                .media()
                .all(
                        request.accountSid(),
                        media -> media.resource().messageSid().equals(sid))
                .forEach(media -> deleteMedia(media.resource().sid()));
        return Answer.empty(204);
    }

    private void deleteMedia(String sid) {
        world.deletions().delete(sid, () -> world.shelves().media().remove(sid));
    }

    private Answer feedback(ApiRequest request) {
        Held<Message> held = find(request);
        String now = TwilioDates.rfc2822(world.now());
        return request.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("account_sid", request.accountSid())
                        .put("message_sid", held.resource().sid())
                        .put("outcome", request.form().get("Outcome"))
                        .put("date_created", now)
                        .put("date_updated", now)
                        .put("uri", request.incoming().path()));
    }
}
