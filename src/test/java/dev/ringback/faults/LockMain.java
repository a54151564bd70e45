package dev.ringback.faults;

import dev.ringback.JavaLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Another process that holds the write lock of a database until its input ends, as a careless tool would. */
final class LockMain {
    private LockMain() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("BEGIN IMMEDIATE");
            System.out.println("locked");
            while (System.in.read() >= 0) {
                // until the end
            }
        }
    }

    /** Starts one; returns once the lock is held. */
    static Process start(Path database) throws IOException {
        Process process = JavaLauncher.prepare(JavaLauncher.QUICKLY, LockMain.class, List.of(database.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        if (process.inputReader().readLine() == null) {
            throw new IOException("the lock was not had");
        }
        return process;
    }

    /** Lets the lock go. */
    static void release(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
