package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.database.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** What runs of an installation right now, by its pid files: also the left-overs of a launcher that was killed. */
public final class Running {
    private static final String LAUNCHER = "launcher";
    private static final int ROUNDS = 3;

    private Running() {}

    /** Names this program as the one that {@code down} should ask first. */
    public static void rememberLauncher(Installation installation) throws IOException {
        PidFile.write(installation.pidFile(LAUNCHER), ProcessHandle.current());
    }

    /** Names this program no longer, because what it started goes on without it. */
    static void forgetLauncher(Installation installation, ProcessHandle itself) throws IOException {
        if (PidFile.read(installation.pidFile(LAUNCHER)).equals(Optional.of(itself))) {
            Files.deleteIfExists(installation.pidFile(LAUNCHER));
        }
    }

    /** The program that started the installation and still watches over it. */
    public static Optional<LiveProcess> launcher(Installation installation) throws IOException {
        return LiveProcess.find(installation, LAUNCHER);
    }

    /** The stack, if it runs, then the services that run. */
    public static List<LiveProcess> processes(Installation installation) throws IOException {
        var processes = new ArrayList<LiveProcess>();
        LiveProcess.find(installation, StackProcess.NAME).ifPresent(processes::add);
        processes.addAll(services(installation));
        return processes;
    }

    /** Stops the services, all at once, and then what they use. Looks again, since a start may be under way. */
    public static void stopAll(Installation installation) throws IOException {
        for (var round = 0; round < ROUNDS && !processes(installation).isEmpty(); round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                services(installation).forEach(service -> threads.submit(service::stop));
            }
            LiveProcess.find(installation, StackProcess.NAME).ifPresent(LiveProcess::stop);
        }
        LocalPostgres.stopLeftOver(installation.data(Part.POSTGRES));
        for (var service : Service.values()) {
            Files.deleteIfExists(installation.pidFile(service.id()));
        }
        Files.deleteIfExists(installation.pidFile(StackProcess.NAME));
    }

    private static List<LiveProcess> services(Installation installation) throws IOException {
        var services = new ArrayList<LiveProcess>();
        for (var service : Service.values()) {
            ServiceProcess.find(installation, service).ifPresent(services::add);
        }
        return services;
    }
}
