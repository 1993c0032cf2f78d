package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.database.LocalPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Starts what is missing of an installation that runs in part. What it started ends again if not all of it becomes ready;
 * what ran before stays in any case.
 */
final class Completion {
    private static final int QUESTIONS = 4;

    private final Installation installation;
    private final Set<Part> parts;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final List<LiveProcess> started = new CopyOnWriteArrayList<>();
    private final LiveProcess stack;
    private final Missing missing;

    Completion(Installation installation, Set<Part> parts) throws IOException {
        this.installation = installation;
        this.parts = Set.copyOf(parts);
        stack = LiveProcess.find(installation, StackProcess.NAME).orElse(null);
        for (var service : Service.values()) {
            var process = ServiceProcess.find(installation, service);
            if (process.isPresent()) {
                services.put(service, process.get());
            }
        }
        missing = Missing.of(stack != null, silentParts(), services.keySet());
    }

    Missing missing() {
        return missing;
    }

    /** Returns when every service is ready, also those that ran before. */
    void run(RunningStack.Progress progress) throws IOException, InterruptedException {
        for (var service : missing.services()) {
            ServiceProcess.requireBuilt(installation, service);
        }
        if (!missing.nothing()) {
            progress.completing(missing.names(), missing.reasons());
        }
        try {
            if (!missing.nothing()) {
                clear();
                installation.prepare(parts);
            }
            if (missing.stack()) {
                startStack(progress);
            }
            startServices();
            RunningStack.waitReady(services.values(), (name, took) -> {
                if (missing.names().contains(name)) {
                    progress.ready(name, took);
                }
            });
        } catch (IOException | InterruptedException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    /** Ends what {@link #run} started so far. */
    void undo() {
        started.reversed().forEach(LiveProcess::stop);
    }

    private Map<String, String> silentParts() {
        var silent = new TreeMap<String, String>();
        if (stack != null) {
            for (var part : parts) {
                whySilent(part).ifPresent(why -> silent.put(part.id(), why));
            }
        }
        return silent;
    }

    /** Asks again, because a part that works may be slow on a busy machine, and it would be ended to be started anew. */
    private Optional<String> whySilent(Part part) {
        var why = Probe.part(installation, part);
        for (int time = 1; time < QUESTIONS && why.isPresent() && !why.get().equals(Probe.NOBODY_LISTENS); time++) {
            why = Probe.part(installation, part);
        }
        return why;
    }

    /** Takes away what is left of a stack that does not work, and looks whether its ports and those of the services are free. */
    private void clear() throws IOException {
        if (missing.stack()) {
            if (stack != null) {
                stack.stop();
            }
            LocalPostgres.stopLeftOver(installation.data(Part.POSTGRES));
        }
        var wanted = new ArrayList<>(missing.names());
        if (missing.stack()) {
            parts.forEach(part -> wanted.add(part.id()));
            wanted.add(Ports.KAFKA_CONTROLLER);
        }
        var taken = Ports.taken(installation, wanted);
        if (taken.isPresent()) {
            throw new NotStarted(taken.get(), List.of());
        }
    }

    private void startStack(RunningStack.Progress progress) throws IOException, InterruptedException {
        var begin = Instant.now();
        started.add(StackProcess.start(installation, parts, StackProcess.Life.DETACHED, StackProcess.Data.KEPT));
        progress.ready(StackProcess.NAME, Duration.between(begin, Instant.now()));
    }

    private void startServices() throws IOException {
        for (var service : missing.services()) {
            var process = ServiceProcess.start(installation, service);
            started.add(process);
            services.put(service, process);
        }
    }
}
