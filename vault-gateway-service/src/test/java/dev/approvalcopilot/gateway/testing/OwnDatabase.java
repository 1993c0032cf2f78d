package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.database.LocalPostgres;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.ServiceConfig;
import dev.approvalcopilot.local.stack.StackProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL for this gateway alone, which a test may stop, copy and put back while the gateway runs. */
public final class OwnDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Set<Part> PARTS = EnumSet.of(Part.POSTGRES);

    private static Installation installation;
    private static StackProcess server;

    /** After the stack, whose database it takes the place of. */
    @Override
    public int order() {
        return 2;
    }

    @Override
    public Map<String, String> start() {
        try {
            installation = Installation.temporary(Path.of(System.getProperty("repository.root")));
            installation.prepare(PARTS);
            startServer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        var config = new ServiceConfig(installation, PARTS).of(Service.GATEWAY);
        return Stream.of("jdbc.url", "username", "password")
                .map("quarkus.datasource."::concat)
                .collect(Collectors.toMap(Function.identity(), config::get));
    }

    private static void startServer() throws IOException, InterruptedException {
        server = StackProcess.start(installation, PARTS, StackProcess.Life.WITH_PARENT, StackProcess.Data.KEPT);
    }

    private static Path data() {
        return installation.data(Part.POSTGRES);
    }

    /** The server stops and starts again on the same files. */
    public static void restart() throws Exception {
        server.close();
        startServer();
    }

    /** A copy of the running server's files, as a base backup makes it. */
    public static Path backUp() throws Exception {
        var copy = Files.createTempDirectory("backup").resolve("data");
        var address = LocalPostgres.jdbcUrl(installation.port(Part.POSTGRES), "postgres");
        try (var connection = DriverManager.getConnection(
                        address, "postgres", installation.secrets().superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            run("cp", "-a", data().toString(), copy.toString());
            Files.delete(copy.resolve("postmaster.pid"));
            try (var stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
            // What was written in the meantime is part of the backup.
            run(
                    "cp",
                    "-a",
                    data().resolve("pg_wal") + "/.",
                    copy.resolve("pg_wal").toString());
        }
        return copy;
    }

    /** Puts a backup in the place of the server's files, as it is: identifier and timeline stay the same. */
    public static void putBack(Path backup) throws Exception {
        server.close();
        run("rm", "-rf", data().toString());
        run("cp", "-a", backup.toString(), data().toString());
        startServer();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    @Override
    public void stop() {
        server.close();
        try {
            run("rm", "-rf", installation.home().toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
