package dev.ringback.cli;

import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a port can be listened on. */
final class FreePort {
    private FreePort() {}

    static boolean isFree(ListenAddress address) {
        try (ServerSocket socket = new ServerSocket(address.port(), 1, InetAddress.getByName(address.host()))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
