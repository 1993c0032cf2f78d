package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.InstallationSecrets;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.auth0.Tenant;
import dev.approvalcopilot.local.broker.KafkaLogin;
import dev.approvalcopilot.local.database.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One installation on this machine: where its files lie, which ports it uses, its secrets and addresses. Several can
 * stand side by side when their homes and port bases differ.
 *
 * @see ServiceConfig what a service is told
 */
public final class Installation {
    /** Environment variable that moves the files from {@code .local}. */
    public static final String HOME_VARIABLE = "COPILOT_HOME";

    /** Environment variable that moves all ports. */
    public static final String PORT_BASE_VARIABLE = "COPILOT_PORT_BASE";

    static final int DEFAULT_PORT_BASE = 18080;
    private static final String PORT_BASE_FILE = "run/port-base";
    private static final int PORTS = 16;

    private final Path repository;
    private final Path home;
    private final int portBase;
    private final Secrets secrets;
    private final boolean temporary;

    private Installation(Path repository, Path home, int portBase, boolean temporary) throws IOException {
        this.repository = repository.toAbsolutePath().normalize();
        this.home = home.toAbsolutePath().normalize();
        this.portBase = portBase;
        this.temporary = temporary;
        PrivateFiles.directory(this.home);
        this.secrets = Secrets.loadOrCreate(this.home.resolve("secrets/stack.properties"));
    }

    /**
     * The installation of a repository, as the two environment variables say. Where they say nothing of ports, those of
     * the last start count while it runs.
     */
    public static Installation of(Path repository) throws IOException {
        var home =
                Optional.ofNullable(System.getenv(HOME_VARIABLE)).map(Path::of).orElse(repository.resolve(".local"));
        var base = Optional.ofNullable(System.getenv(PORT_BASE_VARIABLE));
        if (base.isEmpty() && PidFile.read(home.resolve("run/stack.pid")).isPresent()) {
            base = Optional.of(Files.readString(home.resolve(PORT_BASE_FILE)));
        }
        return at(repository, home, base.map(Installation::port).orElse(DEFAULT_PORT_BASE));
    }

    public static Installation at(Path repository, Path home, int portBase) throws IOException {
        return new Installation(repository, home, portBase, false);
    }

    /** A new one in a temporary folder, on ports that are free now. */
    public static Installation temporary(Path repository) throws IOException {
        return new Installation(repository, Files.createTempDirectory("copilot-"), freePortBase(), true);
    }

    /** Makes keys, tools and the configuration of each service; keeps what exists. For a stack with every part. */
    public void prepare() throws IOException {
        prepare(Part.all());
    }

    /** As {@link #prepare()}, for a stack that runs only some parts: a service is told only of those. */
    public void prepare(Set<Part> parts) throws IOException {
        PrivateFiles.write(home.resolve(PORT_BASE_FILE), Integer.toString(portBase));
        keys().createMissing();
        approvers().createMissing();
        new Tools(address(Part.PROVIDERS)).render(repository.resolve("tools"), tools());
        for (var service : Service.values()) {
            PrivateFiles.write(configFile(service), new ServiceConfig(this, EnumSet.copyOf(parts)).text(service));
        }
    }

    /** @throws NotStarted if what runs was started on other ports than those that are asked for now */
    void requirePortsOfTheLastStart() throws IOException {
        var last = Files.readString(home.resolve(PORT_BASE_FILE)).strip();
        if (!last.equals(Integer.toString(portBase))) {
            throw new NotStarted(
                    "it runs on the ports from " + last + ", not from " + portBase + ": leave out " + PORT_BASE_VARIABLE
                            + ", or ./dev down first",
                    List.of());
        }
    }

    /** Deletes its files. Only when nothing of it runs any more. */
    public void delete() throws IOException {
        PrivateFiles.deleteTree(home);
    }

    /** Whether nobody but tests uses it. */
    boolean isTemporary() {
        return temporary;
    }

    public Path repository() {
        return repository;
    }

    public Path home() {
        return home;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** The people and clients of Auth0's stand-in, with this installation's secrets. */
    public Tenant tenant() throws IOException {
        keys().createMissing();
        return LocalTenant.create(
                portBase,
                new InstallationSecrets(
                        secrets.clientSecret("copilot-page"),
                        secrets.clientSecret("copilot-presence"),
                        secrets.clientSecret("copilot-connect"),
                        secrets.clientSecret("copilot-accounts-reader"),
                        secrets.clientSecret("acme-agent"),
                        keys().vaultClientPublicKey()));
    }

    Keys keys() {
        return new Keys(home.resolve("keys"));
    }

    ApproversFile approvers() {
        return new ApproversFile(home.resolve("approvers/approvers.yaml"));
    }

    /** The rendered manifests. */
    public Path tools() {
        return home.resolve("tools");
    }

    public Path configFile(Service service) {
        return home.resolve("config/" + service.id() + ".properties");
    }

    /** Where the programs lie that this installation runs: of a service's id or {@code stack}. */
    Path programs(String process) {
        return home.resolve("programs/" + process);
    }

    /** Log of a process: a service's id or {@code stack}. */
    public Path logFile(String process) {
        return home.resolve("logs/" + process + ".log");
    }

    Path pidFile(String process) {
        return home.resolve("run/" + process + ".pid");
    }

    public Path data(Part part) {
        return home.resolve("data/" + part.id());
    }

    public int portBase() {
        return portBase;
    }

    public int port(Service service) {
        return portBase
                + switch (service) {
                    case APPROVAL -> 0;
                    case PLANNER -> 1;
                    case RISK -> 2;
                    case GATEWAY -> 3;
                    case AUDIT -> 4;
                };
    }

    public int port(Part part) {
        return portBase + part.portOffset();
    }

    int controllerPort() {
        return portBase + 14;
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String address(Service service) {
        return "http://127.0.0.1:" + port(service);
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String address(Part part) {
        return "http://127.0.0.1:" + port(part);
    }

    /** Auth0's issuer, with the slash that Auth0 writes. */
    public String issuer() {
        return address(Part.AUTH0) + "/";
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port(Part.KAFKA);
    }

    /** @param user a service's id, {@code operator} or {@code admin} */
    public KafkaLogin kafkaLogin(String user) {
        var password = secrets.kafkaPasswords().get(user);
        if (password == null) {
            throw new IllegalArgumentException("no broker user " + user);
        }
        return new KafkaLogin(bootstrapServers(), user, password);
    }

    /** Without user and password. */
    public String jdbcUrl(Service service) {
        return LocalPostgres.jdbcUrl(port(Part.POSTGRES), service.id());
    }

    /** The folder of a service's module. */
    public static String module(Service service) {
        return service == Service.GATEWAY ? "vault-gateway-service" : service.id() + "-service";
    }

    /** What the build of a service leaves, {@code quarkus-run.jar} among it. */
    public Path built(Service service) {
        return repository.resolve(module(service)).resolve("target/quarkus-app");
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1024 || Integer.parseInt(text) > 65_535 - PORTS) {
            throw new IllegalArgumentException(
                    PORT_BASE_VARIABLE + " must be a number from 1024 to " + (65_535 - PORTS) + ": " + text);
        }
        return Integer.parseInt(text);
    }

    // Below the range from which the kernel takes ports for outgoing connections.
    private static int freePortBase() {
        var random = new SecureRandom();
        for (var attempt = 0; attempt < 200; attempt++) {
            var base = 20_000 + PORTS * random.nextInt(750);
            if (allFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException("no " + PORTS + " free ports in a row");
    }

    private static boolean allFree(int base) {
        for (var port = base; port < base + PORTS; port++) {
            if (!Ports.isFree(port)) {
                return false;
            }
        }
        return true;
    }
}
