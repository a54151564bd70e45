package dev.ringback.simulate.api.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.MediaConditions;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.MessageViews;
import dev.ringback.twilio.rest.ResourceView;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Media of messages. The content itself, at the address without extension, is a redirect to the host of media, as Twilio's is to its CDN. A
 * delete is refused with 20009 as long as the message could not be deleted either.
 */
final class MediaRoutes {
    private static final ResourceView<Held<Media>> VIEW = MessageViews.MEDIA.over(Held::resource);

    private final Shelf<Message> messages;
    private final Shelf<Media> media;
    private final Finder finder;
    private final Lists lists;
    private final World world;
    private final MediaAddresses addresses;
    private final Map<String, Integer> listed = new ConcurrentHashMap<>();

    MediaRoutes(World world, MediaAddresses addresses) {
        this.world = world;
        this.addresses = addresses;
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
        String sid = message.resource().sid();
        boolean isShown =
                listed.merge(sid, 1, Integer::sum) > world.conditions().media().emptyLists();
        return lists.list(
                request,
                media,
                VIEW,
                held -> isShown
                        && held.resource().messageSid().equals(sid)
                        && Ranges.contains(created, held.resource().dateCreated()));
    }

    private Answer fetch(ApiRequest request) {
        Held<Media> held = find(request);
        if (Extension.of(request.incoming().path()) != Extension.NONE) {
            return request.resource(200, VIEW, held);
        }
        MediaConditions conditions = world.conditions().media();
        String content = conditions
                .address()
                .apply(addresses.of(
                        request.accountSid(),
                        held.resource().sid(),
                        request.incoming().baseUrl(),
                        conditions.redirects() - 1));
        return request.json(307, JsonNodeFactory.instance.objectNode().put("redirect_to", content))
                .with("Location", content);
    }

    private Answer delete(ApiRequest request) {
        Media found = find(request).resource();
        boolean isEarly = messages.find(found.accountSid(), found.messageSid())
                .filter(message -> !MessageStates.isFinal(message.status()))
                .isPresent();
        if (isEarly) {
            throw ApiError.of(409, 20009, "Cannot delete media because delivery has not been completed.");
        }
        if (!world.deletions().delete(found.sid(), () -> media.remove(found.sid()))) {
            throw request.notFound();
        }
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
