package dev.ringback.simulate.api.resource;

import dev.ringback.model.Resource;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;

/** Finds the resource that a path names. */
final class Finder {
    private final World world;

    Finder(World world) {
        this.world = world;
    }

    /**
     * Returns the resource whose SID stands at a place of the path.
     *
     * @throws dev.ringback.simulate.api.http.ApiError 404 with code 20404 when the account has none, or is not shown it yet
     */
    <T extends Resource> Held<T> find(ApiRequest request, Shelf<T> shelf, String variable) {
        return shelf.find(request.accountSid(), request.variable(variable))
                .filter(held -> world.isVisible(held.resource()))
                .orElseThrow(request::notFound);
    }
}
