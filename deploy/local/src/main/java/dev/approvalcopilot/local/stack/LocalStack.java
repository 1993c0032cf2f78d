package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.Auth0StandIn;
import dev.approvalcopilot.local.broker.BrokerSettings;
import dev.approvalcopilot.local.broker.LocalKafka;
import dev.approvalcopilot.local.database.DatabaseSettings;
import dev.approvalcopilot.local.database.LocalPostgres;
import dev.approvalcopilot.local.model.ModelStandIn;
import dev.approvalcopilot.local.providers.HttpTokenIntrospection;
import dev.approvalcopilot.local.providers.ProvidersStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process of the stack: broker, database and stand-ins of one installation. When all answer it prints one line,
 * {@code READY} and a JSON object of addresses; when one cannot start, {@code FAILED} and a sentence, and ends with 1.
 * SIGTERM stops it, and so does the end of its standard input where the parent asked for that.
 */
@Command(name = "local-stack")
public final class LocalStack implements Callable<Integer> {
    static final String READY = "READY ";
    static final String FAILED = "FAILED ";

    @Option(names = "--repository", required = true)
    private Path repository;

    @Option(names = "--home", required = true)
    private Path home;

    @Option(names = "--port-base", required = true)
    private int portBase;

    @Option(names = "--only", split = ",", required = true)
    private List<String> only;

    @Option(names = "--until-stdin-closes", description = "so that a parent's death is noticed")
    private boolean untilStdinCloses;

    @Option(names = "--disposable", description = "for tests: nothing need survive, and the home is deleted at the end")
    private boolean disposable;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalStack()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            var installation = Installation.at(repository, home, portBase);
            var parts = EnumSet.noneOf(Part.class);
            only.stream().map(Part::byId).forEach(parts::add);
            startAll(installation, parts);
            System.out.println(READY + Json.MAPPER.writeValueAsString(addresses(installation, parts)));
        } catch (IOException | ExecutionException | RuntimeException | LinkageError e) {
            // A class that is missing is said too: the parts that run would keep the process alive and its parent
            // waiting.
            var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            System.out.println(FAILED + oneLine(cause));
            cause.printStackTrace();
            return 1;
        }
        if (untilStdinCloses) {
            waitForEndOfInput();
        } else {
            Thread.currentThread().join();
        }
        return 0;
    }

    private void startAll(Installation installation, Set<Part> parts) throws ExecutionException, InterruptedException {
        Map<Part, Future<AutoCloseable>> starting = new EnumMap<>(Part.class);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start").factory())) {
            parts.forEach(part -> starting.put(part, threads.submit(() -> start(installation, part))));
        }
        ExecutionException failure = null;
        for (var part : starting.values()) {
            try {
                keep(part.get());
            } catch (ExecutionException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private AutoCloseable start(Installation installation, Part part) throws Exception {
        var secrets = installation.secrets();
        return switch (part) {
            case KAFKA ->
                LocalKafka.start(new BrokerSettings(
                        installation.data(Part.KAFKA),
                        installation.port(Part.KAFKA),
                        installation.controllerPort(),
                        secrets.kafkaPasswords()));
            case POSTGRES ->
                LocalPostgres.start(new DatabaseSettings(
                        installation.data(Part.POSTGRES),
                        Path.of(System.getProperty("user.home"), ".cache/approval-copilot/postgres"),
                        installation.logFile("postgres"),
                        installation.port(Part.POSTGRES),
                        secrets.superuserPassword(),
                        secrets.databasePasswords(),
                        !disposable));
            case AUTH0 -> Auth0StandIn.start(installation.tenant(), loopback(installation), signingKey(installation));
            case MODEL -> ModelStandIn.start(installation.port(Part.MODEL), secrets.modelApiKey());
            case PROVIDERS ->
                ProvidersStandIn.start(
                        installation.port(Part.PROVIDERS),
                        new HttpTokenIntrospection(URI.create(installation.issuer())));
        };
    }

    private static InetSocketAddress loopback(Installation installation) {
        return new InetSocketAddress("127.0.0.1", installation.port(Part.AUTH0));
    }

    private static Path signingKey(Installation installation) throws IOException {
        return PrivateFiles.directory(installation.home().resolve("keys/auth0")).resolve("signing.jwk.json");
    }

    private synchronized void keep(AutoCloseable part) {
        running.push(part);
    }

    private synchronized void stop() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("while stopping: " + oneLine(e));
            }
        }
        if (disposable) {
            deleteHome();
        }
    }

    private void deleteHome() {
        try {
            PrivateFiles.deleteTree(home);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("while deleting: " + oneLine(e));
        }
    }

    private static Map<String, String> addresses(Installation installation, Set<Part> parts) {
        var addresses = new LinkedHashMap<String, String>();
        for (var part : parts) {
            addresses.put(
                    part.id(),
                    switch (part) {
                        case KAFKA, POSTGRES -> "127.0.0.1:" + installation.port(part);
                        case AUTH0 -> installation.issuer();
                        case MODEL, PROVIDERS -> installation.address(part);
                    });
        }
        return addresses;
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end too.
        }
    }

    private static String oneLine(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .reduce((first, second) -> first + "; " + second)
                .orElse("")
                .replaceAll("\\s+", " ");
    }
}
