package dev.ringback.simulate.api.http;

/** Answers the requests of one route; refuses them with an {@link ApiError}. Called by many threads. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(ApiRequest request);
}
