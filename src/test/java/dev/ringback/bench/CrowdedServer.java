package dev.ringback.bench;

import dev.ringback.bench.client.Answer;
import dev.ringback.bench.client.AnswerReader;
import dev.ringback.bench.client.Connection;
import dev.ringback.bench.client.Connections;
import java.util.ArrayList;
import java.util.List;

/** Holds connections to a server's API door, each of which has asked for something small once, and may wait then. */
final class CrowdedServer implements AutoCloseable {
    private static final long SEED = 8;

    private final ServerProcess server;
    private final Connections connections = new Connections();
    private final List<Client> clients = new ArrayList<>();

    private CrowdedServer(ServerProcess server) {
        this.server = server;
    }

    /** Opens connections, and returns when each has got its answer. */
    static CrowdedServer open(ServerProcess server, int count) {
        CrowdedServer crowded = new CrowdedServer(server);
        InSteps.begin(
                crowded.connections,
                count,
                i -> crowded.clients.add(crowded.new Client()),
                () -> crowded.clients.stream()
                        .filter(client -> client.answers == 1)
                        .count(),
                "answered");
        return crowded;
    }

    /** Has all of them wait for what nobody has heard of, and returns when the server says that they do. */
    void startWaiting() {
        InSteps.begin(
                connections,
                clients.size(),
                i -> clients.get(i).connection.send(Way.get(Paths.untilTerminal(StatusTraffic.sid(SEED, i)))),
                () -> {
                    confirmSilence();
                    return server.waiting();
                },
                "waiting");
    }

    /** @throws IllegalStateException when one was answered or cut off meanwhile */
    void confirmSilence() {
        connections.turn(0);
        clients.stream().filter(client -> client.answers != 1).findFirst().ifPresent(client -> {
            throw new IllegalStateException("one was answered instead of waiting: " + client.last);
        });
    }

    @Override
    public void close() {
        connections.close();
    }

    private final class Client {
        private final Connection connection = connections.open(server.apiPort(), new AnswerReader(this::answered));
        private int answers;
        private Answer last = new Answer(0, "");

        Client() {
            connection.send(Way.get(Paths.list("PageSize=1")));
        }

        private void answered(Answer answer) {
            answers++;
            last = answer;
        }
    }
}
