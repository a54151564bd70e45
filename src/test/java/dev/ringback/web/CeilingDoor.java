package dev.ringback.web;

import dev.ringback.web.door.Door;
import dev.ringback.web.door.ListenAddress;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.function.Consumer;

/** The server that both doors are made of, with other routes: what the stack can do at best. */
public final class CeilingDoor implements AutoCloseable {
    private final Door door;

    /** A door on a free port of this machine, still closed. */
    public CeilingDoor(Consumer<JavalinConfig> routes) {
        door = new Door(
                new ListenAddress("127.0.0.1", 0), 1_000, -1, Duration.ofSeconds(5), new EmptyErrors(), null, routes);
    }

    public void start() {
        door.start();
    }

    public int port() {
        return door.port();
    }

    @Override
    public void close() {
        door.close();
    }
}
