package dev.ringback.bench;

import dev.ringback.Ringback;
import java.io.File;
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
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands, and how servers are started.
 *
 * @param home the checkout
 * @param folder where databases and prepared requests are put, on the disk that is to be measured
 * @param classes of the live one, with the libraries of this process; none for the jar
 */
record Workshop(
        Path home,
        Path folder,
        Plan plan,
        Wrk wrk,
        @Nullable Path classes) {
    private static final String JAVA_OPTIONS = "RINGBACK_JAVA_OPTS";

    /** The same, but what is live is made of these classes. */
    Workshop serving(Path otherClasses) {
        return new Workshop(home, folder, plan, wrk, otherClasses);
    }

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
        String options = (System.getenv().getOrDefault(JAVA_OPTIONS, "") + " " + javaOptions).strip();
        List<String> command = new ArrayList<>();
        if (classes == null) {
            command.add(home.resolve("scripts/ringback").toString());
        } else {
            command.addAll(java(classes + File.pathSeparator + System.getProperty("java.class.path"), options));
            command.add(Ringback.class.getName());
        }
        command.addAll(List.of(
                "serve",
                "--database",
                database,
                "--callback-listen",
                "127.0.0.1:" + callbackPort,
                "--api-listen",
                "127.0.0.1:0"));
        Map<String, String> environment = new HashMap<>(BenchAccount.environment());
        environment.put(JAVA_OPTIONS, options);
        return ServerProcess.start(folder, command, environment);
    }

    /** One of the servers to compare with, in the same Java and with the same options. */
    ServerProcess ceiling(String... arguments) {
        List<String> command =
                java(System.getProperty("java.class.path"), System.getenv().getOrDefault(JAVA_OPTIONS, ""));
        command.add(CeilingServer.class.getName());
        command.addAll(List.of(arguments));
        ServerProcess server = ServerProcess.start(folder, command, Map.of());
        server.awaitReady();
        return server;
    }

    /** The beginning of a command, with the options that users have. */
    private List<String> java(String classPath, String moreOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + home.resolve("scripts/java.options"));
        Stream.of(moreOptions.split("\\s+")).filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /** Answers reads with what the live server answers now, whatever is asked. */
    ServerProcess constant(ServerProcess live, String sid) {
        return ceiling("constant", bodies(live, sid).toString());
    }

    /** What the live server answers now, for those that are to answer the same. */
    Path bodies(ServerProcess live, String sid) {
        return new ConstantBodies(live).into(folder, sid);
    }

    /** The peer, with the database of its own. */
    ServerProcess peer(Path database) {
        ServerProcess server = ServerProcess.start(folder, Peer.command("server.mjs", database), Peer.environment());
        server.awaitReady();
        return server;
    }

    /** A database that is not there yet. */
    Path freshDatabase(String name) {
        Path file = folder.resolve(name + ".db");
        deleteDatabase(file);
        return file;
    }

    void deleteDatabase(Path file) {
        for (String suffix : List.of("", "-wal", "-shm", "-lock")) {
            delete(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    /** A copy to be served, so that what is kept stays as it was built. */
    Path copy(MessageDatabase database, String name) {
        try {
            return Files.copy(database.file(), freshDatabase(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
