package dev.approvalcopilot.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.ServiceProcess;
import dev.approvalcopilot.system.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service of the product that runs with the agent. */
final class ArmedService {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Duration LIFE_LIMIT = Duration.ofSeconds(180);

    private final ServiceProcess process;
    private final Path folder;
    private final List<String> options;

    private ArmedService(ServiceProcess process, Path folder, Path agent) {
        this.process = process;
        this.folder = folder;
        // A row whose worker died waits for its lease: shorter here than in the other tests, and no wrong setting.
        this.options = List.of(
                "-javaagent:" + agent + "=" + folder,
                "-Dgateway.auth0.timeout=PT1S",
                "-Dgateway.call.read-limit=PT0.5S",
                "-Dgateway.call.limit=PT3S",
                "-Dgateway.call.lease=PT5S");
    }

    /** With every point of this service written in, and none armed. Does not restart it yet. */
    static ArmedService prepare(Product product, Service service) throws IOException {
        var home = Files.createDirectories(product.installation().home().resolve("crash"));
        var folder = Files.createDirectories(home.resolve(service.id()));
        var orders = Stream.of(CrashPoint.values())
                .filter(point -> point.service() == service)
                .map(point -> point.order().write())
                .toList();
        Files.write(folder.resolve(CrashOrder.FILE), orders);
        var agent = CrashAgentJar.write(home.resolve(service.id() + "-agent.jar"));
        return new ArmedService(product.stack().service(service), folder, agent);
    }

    /** From now on hits count. */
    void arm(Cell cell) throws IOException {
        var point = cell.point();
        var words = Stream.of(point.name(), Integer.toString(cell.hit()), point.caller());
        var written = Files.writeString(
                folder.resolve("arming"), String.join(" ", words.toList()).strip());
        Files.move(written, folder.resolve(CrashHook.ARMED), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until a thread stands at the armed point. */
    void awaitReached() {
        await().atMost(LIFE_LIMIT).until(() -> Files.exists(folder.resolve(CrashHook.REACHED)));
    }

    /** Lets the thread that waits at the point go on to its death. */
    void release() throws IOException {
        Files.createFile(folder.resolve(CrashHook.RELEASED));
    }

    void awaitDeath(Cell cell) throws Exception {
        process.onExit().get(LIFE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(folder.resolve(CrashHook.REACHED)).hasContent(cell.point().name());
    }

    /** Starts it again with nothing armed. Returns at once. */
    void restart() throws IOException {
        for (var name : List.of(CrashHook.ARMED, CrashHook.REACHED, CrashHook.RELEASED)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        process.restart(options);
    }

    void waitReady() throws Exception {
        process.waitReady(LIMIT);
    }
}
