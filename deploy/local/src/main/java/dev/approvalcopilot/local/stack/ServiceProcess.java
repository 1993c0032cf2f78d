package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the five services as a process of its own. */
public final class ServiceProcess extends LiveProcess {
    private static final String JAR = "quarkus-run.jar";
    private static final Duration POLL = Duration.ofMillis(150);

    private final Service service;

    private ServiceProcess(Installation installation, Service service, ProcessHandle handle) {
        super(installation, service.id(), handle);
        this.service = service;
    }

    /** Returns at once; see {@link #waitReady}. Needs {@link Installation#prepare()}. Runs what was built last. */
    public static ServiceProcess start(Installation installation, Service service) throws IOException {
        requireBuilt(installation, service);
        Programs.mirror(installation.built(service), installation.programs(service.id()));
        keepOnlyTheLastLog(installation.logFile(service.id()));
        var handle = launch(installation, service, List.of());
        PidFile.write(installation.pidFile(service.id()), handle);
        return new ServiceProcess(installation, service, handle);
    }

    static Optional<ServiceProcess> find(Installation installation, Service service) throws IOException {
        return PidFile.read(installation.pidFile(service.id()))
                .map(found -> new ServiceProcess(installation, service, found));
    }

    public Service service() {
        return service;
    }

    /** Console output, one JSON object a line. */
    public Path logFile() {
        return installation().logFile(service.id());
    }

    /** Whether the service says of itself that it can work. */
    public boolean isReady() {
        return Probe.service(installation().address(service)).isEmpty();
    }

    /** @throws NotStarted when the process ended or the limit passed before it was ready */
    public void waitReady(Duration limit) throws NotStarted, InterruptedException {
        var end = Instant.now().plus(limit);
        while (!isReady()) {
            if (!isAlive()) {
                throw new NotStarted(service.id() + " ended while it started", lastErrors());
            }
            if (Instant.now().isAfter(end)) {
                throw new NotStarted(service.id() + " was not ready after " + limit.toSeconds() + " s", lastErrors());
            }
            Thread.sleep(POLL);
        }
    }

    /** Stops it if it runs and starts the same program again, with the same configuration and data. Returns at once. */
    public void restart() throws IOException {
        restart(List.of());
    }

    /**
     * As {@link #restart()}, this once with more options for the virtual machine: how a test arms a place where the service
     * dies. What {@link TokenHolder} forbids stays forbidden.
     */
    public void restart(List<String> options) throws IOException {
        if (isAlive()) {
            stop();
        }
        replace(launch(installation(), service, options));
    }

    static void requireBuilt(Installation installation, Service service) throws NotStarted {
        var jar = installation.built(service).resolve(JAR);
        if (!Files.exists(jar)) {
            throw new NotStarted(service.id() + " is not built: there is no " + jar, List.of());
        }
    }

    private static void keepOnlyTheLastLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static ProcessHandle launch(Installation installation, Service service, List<String> options)
            throws IOException {
        var log = installation.logFile(service.id());
        Files.createDirectories(log.getParent());
        var builder = new ProcessBuilder(command(installation, service, options));
        if (service == Service.GATEWAY) {
            TokenHolder.clean(builder.environment());
        }
        return builder.directory(installation.home().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start()
                .toHandle();
    }

    private static List<String> command(Installation installation, Service service, List<String> options) {
        var command = new ArrayList<>(Commands.ownSession());
        if (service == Service.GATEWAY) {
            command.addAll(TokenHolder.withoutCore());
        }
        command.addAll(List.of(Commands.java(), "-Xmx256m", "-XX:+UseSerialGC"));
        if (service == Service.GATEWAY) {
            command.addAll(TokenHolder.OPTIONS);
        }
        command.addAll(compiler(service));
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dquarkus.config.locations=" + installation.configFile(service));
        command.addAll(
                List.of("-jar", installation.programs(service.id()).resolve(JAR).toString()));
        return command;
    }

    private static List<String> compiler(Service service) {
        return switch (service) {
            // Half the processor time of a start (4.3 s instead of 8.9 s, measured), and five services start at once.
            case PLANNER, RISK, APPROVAL, AUDIT -> List.of("-XX:TieredStopAtLevel=1");
            // Two RSA signatures an action: 23 ms each without the optimising compiler, 4 ms with it (measured). It is
            // left to what is called very often, so that the start pays only 1.3 s for it.
            case GATEWAY ->
                List.of(
                        "-XX:Tier4InvocationThreshold=50000",
                        "-XX:Tier4MinInvocationThreshold=50000",
                        "-XX:Tier4CompileThreshold=150000",
                        "-XX:Tier4BackEdgeThreshold=400000");
        };
    }
}
