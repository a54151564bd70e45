package dev.ringback.simulate.api.resource;

import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.World;

/** Names every address that the stand-in has. */
public final class AllRoutes {
    private AllRoutes() {}

    /**
     * Returns the addresses, answered from what that world has.
     *
     * @param addresses where the content of attachments is
     */
    public static Routes of(World world, MediaAddresses addresses) {
        Routes routes = new Routes();
        new MessageRoutes(world).addTo(routes);
        new MediaRoutes(world, addresses).addTo(routes);
        CallLife calls = new CallLife(world);
        RecordingLife recordings = new RecordingLife(world, calls);
        ConferenceLife conferences = new ConferenceLife(world, calls);
        new CallRoutes(world, calls, recordings).addTo(routes);
        new RecordingRoutes(world, recordings).addTo(routes);
        new AccountRecordingRoutes(world).addTo(routes);
        new TranscriptionRoutes(world).addTo(routes);
        new ConferenceRoutes(world, conferences).addTo(routes);
        new ParticipantRoutes(world, calls).addTo(routes);
        new AlertRoutes(world).addTo(routes);
        new AccountRoutes(world).addTo(routes);
        new BillingRoutes(world).addTo(routes);
        return routes;
    }
}
