package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A load balancer before the nodes, set up as several-nodes.md says. */
final class Nginx implements AutoCloseable {
    private static final long START_SECONDS = 20;

    private final ServerProcess process;
    private final int port;

    private Nginx(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx before(Path folder, List<ServerProcess> nodes) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder, nodes, port));
            ServerProcess process =
                    ServerProcess.start(folder, List.of("nginx", "-c", settings.toString(), "-e", "stderr"), Map.of());
            Nginx nginx = new Nginx(process, port);
            nginx.awaitReady();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(Path folder, List<ServerProcess> nodes, int port) {
        String servers = nodes.stream()
                .map(node -> "server 127.0.0.1:" + node.callbackPort() + ";")
                .collect(Collectors.joining("\n    "));
        return """
                daemon off;
                %s
                worker_processes 1;
                pid %2$s/nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  client_body_temp_path %2$s/nginx-bodies;
                  proxy_temp_path %2$s/nginx-proxy;
                  fastcgi_temp_path %2$s/nginx-fastcgi;
                  uwsgi_temp_path %2$s/nginx-uwsgi;
                  scgi_temp_path %2$s/nginx-scgi;
                  keepalive_requests 1000000;
                  upstream ringback {
                    %3$s
                    keepalive 64;
                    keepalive_requests 1000000;
                  }
                  server {
                    listen 127.0.0.1:%4$d;
                    location / {
                      proxy_pass http://ringback;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $http_host;
                      proxy_next_upstream error timeout http_503 non_idempotent;
                    }
                  }
                }
                """.formatted(System.getProperty("user.name").equals("root") ? "user root;" : "", folder, servers, port);
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("nginx does not start:\n" + process.said());
            }
            Pause.millis(20);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
