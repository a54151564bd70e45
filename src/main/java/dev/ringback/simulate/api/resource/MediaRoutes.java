package dev.ringback.simulate.api.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.MessageViews;
import dev.ringback.twilio.rest.ResourceView;
import java.util.Objects;

/** Media of messages. The content itself, at the address without extension, is a redirect to another address, as Twilio's is to its CDN. */
final class MediaRoutes {
    private static final ResourceView<Held<Media>> VIEW = MessageViews.MEDIA.over(Held::resource);

    private final Shelf<Message> messages;
    private final Shelf<Media> media;
    private final Finder finder;
    private final Lists lists;

    MediaRoutes(World world) {
        this.messages = world.shelves().messages();
        this.media = world.shelves().media();
        this.finder = new Finder(world);
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        routes.account("GET", "/Messages/{MessageSid}/Media", this::list)
                .account("GET", "/Messages/{MessageSid}/Media/{Sid}", this::fetch)
                .account("DELETE", "/Messages/{MessageSid}/Media/{Sid}", this::delete);
    }

    private Answer list(ApiRequest request) {
        Held<Message> message = finder.find(request, messages, "MessageSid");
        TimeRange created = new FilterParameters(request.query()).times("DateCreated");
        return lists.list(
                request,
                media,
                VIEW,
                held -> held.resource().messageSid().equals(message.resource().sid())
                        && Ranges.contains(created, held.resource().dateCreated()));
    }

    private Answer fetch(ApiRequest request) {
        Held<Media> held = find(request);
        if (request.incoming().path().endsWith(".json")) {
            return request.resource(200, VIEW, held);
        }
        String content =
                request.incoming().baseUrl() + "/media/" + held.resource().sid();
        return request.json(307, JsonNodeFactory.instance.objectNode().put("redirect_to", content))
                .with("Location", content);
    }

    private Answer delete(ApiRequest request) {
        media.remove(find(request).resource().sid());
        return Answer.empty(204);
    }

    private Held<Media> find(ApiRequest request) {
        Held<Media> held = finder.find(request, media, "Sid");
        if (!Objects.equals(held.resource().messageSid(), request.variable("MessageSid"))) {
            throw request.notFound();
        }
        return held;
    }
}
