package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Parameters;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Creates calls, as {@code POST /Calls} and the create of a participant do. Two equal requests make two calls. */
final class CallCreation {
    private final World world;
    private final CallLife life;

    CallCreation(World world, CallLife life) {
        this.world = world;
        this.life = life;
    }

    /**
     * Creates a call and begins to place it; returns it as it is at first.
     *
     * @throws ApiError 400 with code 21201 without {@code To}, 21213 without {@code From}, 21609 and 21626 for bad callbacks
     */
    Held<Call> create(String accountSid, Parameters form) {
        if (form.text("To") == null) {
            throw ApiError.badRequest(21201, "No 'To' number is specified");
        }
        if (form.text("From") == null) {
            throw ApiError.badRequest(21213, "'From' phone number is required");
        }
        Instant now = world.now();
        Call call = CallBuilder.builder()
                .accountSid(accountSid)
                .sid(world.chance().sid("CA"))
                .progress(World.status("queued"))
                .to(form.text("To"))
                .from(form.text("From"))
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .dateCreated(now)
                .dateUpdated(now)
                .lastReceivedAt(now)
                .build();
        Held<Call> held = Held.of(call).calledBackAt(callback(form));
        world.shelves().calls().put(held);
        life.begin(call.sid(), now);
        return held;
    }

    /** With an application its own URLs count, which nobody knows here. */
    private @Nullable CallbackTarget callback(Parameters form) {
        return CallbackParameters.read(form, CallCallbacks.EVENTS)
                .filter(target -> form.text("ApplicationSid") == null)
                .or(world::defaultCallback)
                .orElse(null);
    }
}
