package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where everything stands, and how servers are started.
 *
 * @param home the checkout
 * @param folder where databases and prepared requests are put, on the disk that is to be measured
 */
record Workshop(Path home, Path folder, Plan plan, Wrk wrk) {
    private static final String JAVA_OPTIONS = "RINGBACK_JAVA_OPTS";

    /** The live one, as users start it, on free ports. */
    ServerProcess live(Path database) {
        return live(database, "");
    }

    /**
     * The same with other options for its Java.
     *
     * @param javaOptions such as {@code -Xmx512m}; empty for none
     */
    ServerProcess live(Path database, String javaOptions) {
        ServerProcess server = serve("jdbc:sqlite:" + database, 0, javaOptions);
        server.awaitReady();
        return server;
    }

    /** The live one, not yet ready, with a callback port of one's own. */
    ServerProcess serve(Path database, int callbackPort) {
        return serve("jdbc:sqlite:" + database, callbackPort);
    }

    /** The same on any database. */
    ServerProcess serve(String database, int callbackPort) {
        return serve(database, callbackPort, "");
    }

    private ServerProcess serve(String database, int callbackPort, String javaOptions) {
        List<String> command = List.of(
                home.resolve("scripts/ringback").toString(),
                "serve",
                "--database",
                database,
                "--callback-listen",
                "127.0.0.1:" + callbackPort,
                "--api-listen",
                "127.0.0.1:0");
        Map<String, String> environment = new HashMap<>(BenchAccount.environment());
        environment.put(JAVA_OPTIONS, (System.getenv().getOrDefault(JAVA_OPTIONS, "") + " " + javaOptions).strip());
        return ServerProcess.start(folder, command, environment);
    }

    /** One of the servers to compare with, in the same Java and with the same options. */
    ServerProcess ceiling(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + home.resolve("scripts/java.options"));
        Stream.of(System.getenv().getOrDefault(JAVA_OPTIONS, "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CeilingServer.class.getName()));
        command.addAll(List.of(arguments));
        ServerProcess server = ServerProcess.start(folder, command, Map.of());
        server.awaitReady();
        return server;
    }

    /** Answers reads with what the live server answers now, whatever is asked. */
    ServerProcess constant(ServerProcess live, String sid) {
        return ceiling("constant", new ConstantBodies(live).into(folder, sid).toString());
    }

    /** A database that is not there yet. */
    Path freshDatabase(String name) {
        Path file = folder.resolve(name + ".db");
        deleteDatabase(file);
        return file;
    }

    void deleteDatabase(Path file) {
        for (String suffix : List.of("", "-wal", "-shm")) {
            delete(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    /** With everything in it, if it is there. */
    void deleteFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workshop::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of paths for {@code get.lua}. */
    Path paths(String name, Stream<String> paths) {
        try {
            return Files.write(folder.resolve(name.replaceAll("\\W+", "-") + ".paths"), paths.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a server answer reads until it is as fast as it will be. */
    void warmUp(ServerProcess server, Path paths) {
        wrk.get(server.apiPort(), paths, plan.warmUpRequests() / wrk.threads(), Plan.MAX_READ_WARM_UP_SECONDS);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
