package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** The whole product on this machine: the stack's process and the five services. */
public final class RunningStack implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    /** Told as things become ready; from several threads. */
    @FunctionalInterface
    public interface Progress {
        /** Nothing is in the way, and the start begins. */
        default void starting() {}

        /** What is missing of an installation that runs in part is about to be started. @param why what no longer works */
        default void completing(List<String> names, List<String> why) {}

        void ready(String name, Duration took);
    }

    private final Installation installation;
    private final LiveProcess stack;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

    private RunningStack(Installation installation, LiveProcess stack) {
        this.installation = installation;
        this.stack = stack;
    }

    /**
     * Starts everything and returns when every service is ready; stops everything again when one cannot start.
     * Prepares the installation first.
     */
    public static RunningStack start(Installation installation, StackProcess.Life life, Progress progress)
            throws IOException, InterruptedException {
        return start(installation, Part.all(), life, progress);
    }

    /** As above, with these parts alone. */
    static RunningStack start(Installation installation, Set<Part> parts, StackProcess.Life life, Progress progress)
            throws IOException, InterruptedException {
        for (var service : Service.values()) {
            ServiceProcess.requireBuilt(installation, service);
        }
        progress.starting();
        installation.prepare(parts);
        var begin = Instant.now();
        var stack = StackProcess.start(installation, parts, life, StackProcess.Data.KEPT);
        progress.ready("stack", Duration.between(begin, Instant.now()));
        var running = new RunningStack(installation, stack);
        try {
            for (var service : Service.values()) {
                running.services.put(service, ServiceProcess.start(installation, service));
            }
            waitReady(running.services.values(), progress);
        } catch (IOException | InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
        return running;
    }

    /** The one that runs already, whoever started it; empty unless every process lives. */
    public static Optional<RunningStack> find(Installation installation) throws IOException {
        var stack = LiveProcess.find(installation, StackProcess.NAME);
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        var running = new RunningStack(installation, stack.get());
        for (var service : Service.values()) {
            var process = ServiceProcess.find(installation, service);
            if (process.isEmpty()) {
                return Optional.empty();
            }
            running.services.put(service, process.get());
        }
        return Optional.of(running);
    }

    public Installation installation() {
        return installation;
    }

    public ServiceProcess service(Service service) {
        return services.get(service);
    }

    /** Broker, database and stand-ins. */
    public LiveProcess stack() {
        return stack;
    }

    /** Every process, the stack's first. */
    public List<LiveProcess> processes() {
        var processes = new ArrayList<LiveProcess>(List.of(stack));
        processes.addAll(services.values());
        return processes;
    }

    /** Returns the first process that ends. */
    public LiveProcess awaitFirstEnd() throws InterruptedException {
        var ends = processes().stream()
                .map(process -> process.onExit().thenApply(_ -> process))
                .toArray(CompletableFuture<?>[]::new);
        try {
            return (LiveProcess) CompletableFuture.anyOf(ends).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the services, all at once, and then what they use. */
    @Override
    public void close() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.values().forEach(service -> threads.submit(service::stop));
        }
        stack.stop();
    }

    static void waitReady(Collection<ServiceProcess> services, Progress progress)
            throws IOException, InterruptedException {
        var begin = Instant.now();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var ready = new ExecutorCompletionService<Void>(threads);
            for (var service : services) {
                ready.submit(() -> {
                    service.waitReady(READY_LIMIT);
                    progress.ready(service.name(), Duration.between(begin, Instant.now()));
                    return null;
                });
            }
            for (var _ : services) {
                ready.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotStarted notStarted ? notStarted : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
