package dev.approvalcopilot.local.testing;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.ServiceConfig;
import dev.approvalcopilot.local.stack.StackProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a service under test what it finds on a machine. Init arguments: {@code service} (its id, needed) and
 * {@code parts} (comma-separated, default {@code kafka,postgres}; also {@code auth0}, {@code model}, {@code providers});
 * {@code without}: the beginning of keys that the test sets by itself.
 *
 * <pre>{@code
 * @QuarkusTestResource(value = LocalStackResource.class, initArgs = {
 *     @ResourceArg(name = "service", value = "planner"),
 *     @ResourceArg(name = "parts", value = "kafka,postgres,auth0,model")})
 * }</pre>
 *
 * The stack starts once a test run (Maven's forked JVM) and stays for all classes that ask for the same parts.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {
    private static Installation installation;
    private static StackProcess process;
    private static Set<Part> running = Set.of();

    private Service service;
    private Set<Part> parts;
    private Optional<String> without = Optional.empty();

    @Override
    public void init(Map<String, String> arguments) {
        var name = Optional.ofNullable(arguments.get("service"))
                .orElseThrow(() -> new IllegalArgumentException("name the service under test: initArg service"));
        service = Service.valueOf(name.toUpperCase(Locale.ROOT));
        without = Optional.ofNullable(arguments.get("without"));
        parts = EnumSet.noneOf(Part.class);
        for (var part : arguments.getOrDefault("parts", "kafka,postgres").split(",")) {
            parts.add(Part.byId(part.strip()));
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            startUnlessRunning(parts);
            var config = new LinkedHashMap<>(new ServiceConfig(installation, parts).of(service));
            without.ifPresent(beginning -> config.keySet().removeIf(key -> key.startsWith(beginning)));
            for (var listener : List.of("quarkus.http", "quarkus.management")) {
                if (config.containsKey(listener + ".port")) {
                    config.put(listener + ".test-port", config.get(listener + ".port"));
                }
            }
            return config;
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stack started", e);
        }
    }

    /** Keeps the stack for the next class; the process ends with this JVM, whose end closes its standard input. */
    @Override
    public void stop() {}

    /** The installation of this test run: addresses, logins and passwords. Only after the stack has started. */
    public static Installation installation() {
        if (installation == null) {
            throw new IllegalStateException("the stack has not started: is the test annotated with this resource?");
        }
        return installation;
    }

    /** Kafka client properties of a user: a service's id, {@code operator}, or {@code admin}, who may do everything. */
    public static Map<String, Object> kafka(String user) {
        return Map.copyOf(installation().kafkaLogin(user).properties());
    }

    private static synchronized void startUnlessRunning(Set<Part> wanted) throws IOException, InterruptedException {
        if (process != null && process.isAlive() && running.containsAll(wanted)) {
            return;
        }
        if (process != null) {
            process.close();
        }
        var root = System.getProperty("repository.root");
        if (root == null) {
            throw new IllegalStateException("the system property repository.root is not set");
        }
        installation = Installation.temporary(Path.of(root));
        installation.prepare(wanted);
        process = StackProcess.start(installation, wanted, StackProcess.Life.WITH_PARENT, StackProcess.Data.DISPOSABLE);
        running = Set.copyOf(wanted);
    }
}
