package dev.ringback.simulate.api;

import dev.ringback.simulate.api.http.ApiServer;
import dev.ringback.simulate.api.http.Faults;
import dev.ringback.simulate.api.http.PublicHandler;
import dev.ringback.simulate.api.http.Requests;
import dev.ringback.simulate.api.resource.MediaAddresses;
import dev.ringback.simulate.api.resource.MediaHost;
import dev.ringback.simulate.api.state.World;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Stands in for the host to which Twilio redirects for the content of media, at another port: it wants no credentials, and refuses requests
 * that bring some. Safe for use by many threads.
 */
public final class SimulatedMediaHost {
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();
    private final MediaAddresses addresses;
    private final ApiServer server;

    SimulatedMediaHost(String host, World world) {
        this.addresses = new MediaAddresses(world, this::port);
        MediaHost media = new MediaHost(world, addresses);
        this.server = new ApiServer(host, 0, world::now, new PublicHandler(media::answer, faults, requests));
    }

    /** Scheme, host and port. */
    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /** Returns the faults that chosen requests meet here. */
    public Faults faults() {
        return faults;
    }

    /** Returns the requests that came here. */
    public Requests requests() {
        return requests;
    }

    /** Is down from now on: cuts every connection, and refuses new ones. */
    public void goDown() {
        try {
            server.goDown();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Is up again, at the same port. */
    public void comeUp() {
        try {
            server.comeUp();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    MediaAddresses addresses() {
        return addresses;
    }

    void start() throws IOException {
        server.start();
    }

    void close() throws IOException {
        server.close();
    }
}
