package dev.approvalcopilot.system.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Faults;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.Providers;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.RunningStack;
import dev.approvalcopilot.local.stack.StackProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Broker, database, stand-ins and five services as processes of an installation of their own, with the people who use it. */
public final class Product implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final RunningStack stack;
    private final Providers providers;
    private final Broker broker;
    private final Databases databases;
    private final Auth0 auth0;
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    private Product(RunningStack stack) {
        this.stack = stack;
        this.providers = new Providers(stack.installation());
        this.broker = new Broker(stack.installation());
        this.databases = new Databases(stack.installation());
        this.auth0 = new Auth0(stack.installation());
    }

    /** One of a test's own, which that closes. The others share one: see {@link WholeProduct}. */
    public static Product start() {
        try {
            var installation = Installation.temporary(withMorePolicies());
            var running = RunningStack.start(installation, StackProcess.Life.WITH_PARENT, (_, _) -> {});
            return new Product(running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The repository as an installation sees it, with the policies of the tests beside the shipped ones. */
    private static Path withMorePolicies() throws IOException {
        var root = Files.createTempDirectory(Repository.root().resolve("system-tests/target"), "repository-");
        for (var module : List.of(
                "deploy",
                "planner-service",
                "risk-service",
                "approval-service",
                "vault-gateway-service",
                "audit-service")) {
            Files.createSymbolicLink(root.resolve(module), Repository.root().resolve(module));
        }
        copy(Repository.root().resolve("tools"), root.resolve("tools"));
        copy(Repository.root().resolve("policies"), root.resolve("policies"));
        copy(Repository.root().resolve("system-tests/src/test/resources/policies"), root.resolve("policies"));
        return root;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        stack.close();
        stack.installation().delete();
        // Links are deleted, not what they lead to.
        try (var files = Files.walk(stack.installation().repository())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public RunningStack stack() {
        return stack;
    }

    public Installation installation() {
        return stack.installation();
    }

    public Providers providers() {
        return providers;
    }

    public Broker broker() {
        return broker;
    }

    public Databases databases() {
        return databases;
    }

    public Auth0 auth0() {
        return auth0;
    }

    /** @param name ada, bob, carol, olga or otto */
    public Person person(String name) {
        return people.computeIfAbsent(name, _ -> Person.of(installation(), name));
    }

    public CopilotClient as(String name) {
        return new CopilotClient(installation(), person(name));
    }

    /** Waits until a run's action with a tool waits for its decision. */
    public Action held(CopilotClient client, UUID run, String tool) {
        var step = await().atMost(PATIENCE).until(() -> client.run(run).step(tool, State.PENDING), Optional::isPresent);
        return client.action(step.orElseThrow().id());
    }

    /** Waits until a deletion is held. The agent may not name a repository's state that it has not read: the read goes first. */
    public Action heldDeletion(CopilotClient client, UUID run) {
        approve(client, held(client, run, "github.get_repository"));
        return held(client, run, "github.delete_repository");
    }

    /** Approves what needs no fresh login. */
    public void approve(CopilotClient client, Action action) {
        assertThat(client.approve(action)).isInstanceOf(Verdict.Decided.class);
    }

    /** Waits until a run has ended. */
    public Run ended(CopilotClient client, UUID run) {
        return await().atMost(PATIENCE)
                .until(() -> client.run(run), found -> found.status().ended());
    }

    /** @param standIn model or providers */
    public Faults faults(Part standIn) {
        return new Faults(installation(), standIn);
    }

    /** What the providers did for one action. */
    public List<Effect> effectsOf(Action action) {
        return providers.effectsAfter(0).stream()
                .filter(effect -> effect.auditContext().equals(action.digest()))
                .toList();
    }

    /** Waits for a security event about an action or a run, as the operator sees it in the audit log. */
    public AuditEntry securityEvent(Service service, String code, UUID subject) {
        var olga = as("olga");
        return await().atMost(PATIENCE)
                .until(
                        () -> olga.audit("type=dev.approvalcopilot.security.v1").stream()
                                .filter(entry ->
                                        entry.data().path("code").asText().equals(code))
                                .filter(entry ->
                                        entry.data().path("subject").asText().equals(subject.toString()))
                                .findFirst(),
                        found -> found.filter(entry -> entry.source().contains(service.id()))
                                .isPresent())
                .orElseThrow();
    }
}
