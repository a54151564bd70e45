package dev.ringback.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What a hostile client does on each of its connections. */
enum Attack {
    IDLE("idle connections") {
        @Override
        void tick(SocketChannel channel, int tick) {
            // says nothing
        }
    },
    SLOWLORIS("heads that come byte by byte") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            if (tick == 0) {
                write(channel, "POST /twilio HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            } else if (tick % 5 == 0) {
                write(channel, "a");
            }
        }
    },
    HALF_BODIES("bodies of 1 MB that stop halfway") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            if (tick == 0) {
                write(channel, head(900_000));
            } else if (tick <= 25) {
                write(channel, "a".repeat(20_000));
            }
        }
    },
    DRIBBLED_BODIES("bodies that come byte by byte") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            write(channel, tick == 0 ? head(900_000) : "a");
        }
    },
    LARGE_BODIES("bodies over the limit that stop halfway") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            if (tick == 0) {
                write(channel, head(50_000_000));
            } else if (tick <= 55) {
                write(channel, "a".repeat(20_000));
            }
        }
    },
    MANY_PARAMETERS("whole bodies of 1 MB with 250,000 parameters") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            int at = tick % 25;
            if (at == 0) {
                write(channel, head(1_000_000));
            } else if (at <= 20) {
                write(channel, "a=b&".repeat(12_500));
            }
        }
    },
    HEADER_FLOODS("heads of 60 KB that do not end") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            if (tick == 0) {
                write(channel, "POST /twilio HTTP/1.1\r\nHost: localhost\r\n");
            } else if (tick <= 20) {
                write(channel, "X-Flood-" + tick + ": " + "a".repeat(3_000) + "\r\n");
            }
        }
    },
    HUGE_QUERIES("query strings of 60 KB, and over the limit") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            if (tick % 10 == 0) {
                write(channel, "GET /twilio?" + "a=%41&".repeat(tick % 20 == 0 ? 10_000 : 20_000) + " HTTP/1.1\r\n");
                write(channel, "Host: localhost\r\nX-Twilio-Signature: AAAA\r\n\r\n");
            }
        }
    },
    UNREAD_ANSWERS("requests whose answers are never read") {
        @Override
        void tick(SocketChannel channel, int tick) throws IOException {
            write(channel, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500));
        }

        @Override
        boolean reads() {
            return false;
        }
    };

    private final String title;

    Attack(String title) {
        this.title = title;
    }

    /**
     * Called ten times a second for each connection.
     *
     * @param tick 0 when the connection has just been opened
     */
    abstract void tick(SocketChannel channel, int tick) throws IOException;

    /** Whether it reads what is answered. */
    boolean reads() {
        return true;
    }

    String title() {
        return title;
    }

    private static String head(int length) {
        return "POST /twilio HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    /** As much as the socket takes; hostile clients do not mind. */
    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
