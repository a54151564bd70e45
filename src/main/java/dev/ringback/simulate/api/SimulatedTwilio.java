package dev.ringback.simulate.api;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;
import dev.ringback.simulate.api.http.ApiServer;
import dev.ringback.simulate.api.http.Faults;
import dev.ringback.simulate.api.http.RequestHandler;
import dev.ringback.simulate.api.http.Requests;
import dev.ringback.simulate.api.resource.AllRoutes;
import dev.ringback.simulate.api.resource.Prices;
import dev.ringback.simulate.api.state.CallbackCounts;
import dev.ringback.simulate.api.state.Callbacks;
import dev.ringback.simulate.api.state.Chance;
import dev.ringback.simulate.api.state.Conditions;
import dev.ringback.simulate.api.state.Contents;
import dev.ringback.simulate.api.state.Deletions;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelves;
import dev.ringback.simulate.api.state.Timeline;
import dev.ringback.simulate.api.state.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for Twilio's REST API on a port of this machine: whoever has Twilio's hosts replaced by {@link #url} sends, reads, lists, redacts,
 * cancels and deletes as at Twilio, and gets its callbacks. Safe for use by many threads.
 *
 * <p>Time stands still unless the clock moves or {@link #advance} is called, and states move only then; {@link #keepTime} lets them move by
 * themselves.
 */
public final class SimulatedTwilio implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);

    private final World world;
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();
    private final SimulatedMediaHost mediaHost;
    private final ApiServer server;
    private @Nullable Thread ticking;

    private SimulatedTwilio(SimulatedTwilioOptions options, Clock clock) {
        Conditions conditions = new Conditions();
        Chance chance = new Chance(options.seed());
        Timeline timeline = new Timeline(clock);
        this.world = new World(
                options.accounts(),
                options.statusCallback(),
                Shelves.empty(),
                new Contents(),
                new Deletions(timeline),
                timeline,
                conditions,
                new Callbacks(options.accounts(), conditions, chance),
                chance);
        this.mediaHost = new SimulatedMediaHost(options.host(), world);
        this.server = new ApiServer(
                options.host(),
                options.port(),
                world::now,
                new RequestHandler(AllRoutes.of(world, mediaHost.addresses()), world, faults, requests));
    }

    /**
     * Starts one.
     *
     * @param clock its time, ahead of which it runs by what {@link #advance} is told
     * @throws UncheckedIOException when the port is taken
     */
    public static SimulatedTwilio start(SimulatedTwilioOptions options, Clock clock) {
        SimulatedTwilio twilio = new SimulatedTwilio(options, clock);
        try {
            twilio.mediaHost.start();
            twilio.server.start();
            return twilio;
        } catch (IOException failed) {
            twilio.close();
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets everything happen by itself when the clock says so, from now on. */
    public synchronized void keepTime() {
        if (ticking == null) {
            ticking = DaemonThreads.create("simulated-twilio-time", this::tick);
            ticking.start();
        }
    }

    private void tick() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                world.timeline().advance(Duration.ZERO);
                Thread.sleep(TICK.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Scheme, host and port, which stand for all of Twilio's hosts. */
    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /** The present moment. */
    public Instant now() {
        return world.now();
    }

    /**
     * Lets time pass: states move, and the callbacks are sent. Returns when each callback is answered or lost. With {@link Duration#ZERO},
     * does what has fallen due since the clock moved.
     */
    public void advance(Duration time) {
        world.timeline().advance(time);
        world.callbacks().awaitAnswers();
    }

    /** Returns its conditions: lags, limits, shares of what goes wrong. May be changed at any time. */
    public Conditions conditions() {
        return world.conditions();
    }

    /** Returns the faults that chosen requests meet. */
    public Faults faults() {
        return faults;
    }

    /** Returns the requests that came. */
    public Requests requests() {
        return requests;
    }

    /** Returns the second host, which has the content of media. */
    public SimulatedMediaHost mediaHost() {
        return mediaHost;
    }

    /** Returns what is heard and seen, which may be replaced. */
    public Contents contents() {
        return world.contents();
    }

    /** Returns what was deleted and when. */
    public Deletions deletions() {
        return world.deletions();
    }

    /** Counts the callbacks until now, by what became of them. */
    public CallbackCounts callbacks() {
        return world.callbacks().counts();
    }

    /** Is down from now on: cuts every connection, and refuses new ones. The host of media stays up. */
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

    /** Stores a message, sent or received, in whatever state; it does not move by itself. A final one has a price. */
    public void add(Message message) {
        add(message, Prices.of(message));
    }

    /** Stores a message with a price; null for none. */
    public void add(Message message, @Nullable String price) {
        world.shelves().messages().put(Held.of(message).priced(price));
    }

    /** Stores an attachment of a message. */
    public void add(Media media) {
        world.shelves().media().put(Held.of(media));
    }

    /** Stores a call; it does not move by itself. */
    public void add(Call call) {
        world.shelves().calls().put(Held.of(call));
    }

    /** Stores a recording; it does not move by itself. */
    public void add(Recording recording) {
        world.shelves().recordings().put(Held.of(recording));
    }

    /** Stores a transcription. */
    public void add(Transcription transcription) {
        world.shelves().transcriptions().put(Held.of(transcription));
    }

    /** Stores a conference; it does not move by itself. */
    public void add(Conference conference) {
        world.shelves().conferences().put(Held.of(conference));
    }

    /** Stores a participant, who is in the conference until removed. */
    public void add(Participant participant) {
        world.shelves().participants().put(Held.of(participant));
    }

    /** Stores an alert. */
    public void add(Alert alert) {
        world.shelves().alerts().put(Held.of(alert));
    }

    /** Returns a message as it is now; empty when there is none of that SID. */
    public Optional<Message> message(String sid) {
        return world.shelves().messages().find(sid).map(Held::resource);
    }

    /** Returns a call as it is now; empty when there is none of that SID. */
    public Optional<Call> call(String sid) {
        return world.shelves().calls().find(sid).map(Held::resource);
    }

    /** Returns a recording as it is now, a deleted one too; empty when there is none of that SID. */
    public Optional<Recording> recording(String sid) {
        return world.shelves().recordings().find(sid).map(Held::resource);
    }

    /** Returns an attachment; empty when there is none of that SID. */
    public Optional<Media> media(String sid) {
        return world.shelves().media().find(sid).map(Held::resource);
    }

    /** Counts the messages of all accounts. */
    public int messageCount() {
        return world.shelves().messages().size();
    }

    @Override
    public synchronized void close() {
        if (ticking != null) {
            ticking.interrupt();
        }
        try {
            server.close();
            mediaHost.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
