package dev.approvalcopilot.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstallationTest {
    @TempDir
    Path repository;

    @BeforeEach
    void aTool() throws IOException {
        var tool = repository.resolve("tools/github/delete_repository.yaml");
        Files.createDirectories(tool.getParent());
        Files.writeString(tool, "base: https://api.github.com\n");
    }

    @Test
    void preparingAgainChangesNothing() throws Exception {
        installation().prepare();
        var first = files();
        installation().prepare();
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void onlyTheOwnerReadsWhatIsSecret() throws Exception {
        installation().prepare();
        for (var file : files().keySet()) {
            if (!file.startsWith("tools/")) {
                var mode = Files.getPosixFilePermissions(home().resolve(file));
                assertThat(PosixFilePermissions.toString(mode)).as(file).isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwx------");
    }

    @Test
    void aPrivateKeyLiesOnlyWithItsService() throws Exception {
        installation().prepare();
        assertThat(files().entrySet().stream()
                        .filter(file -> file.getKey().startsWith("keys/"))
                        .filter(file -> file.getValue().contains("\"d\""))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "keys/approval/grant-signing.jwk.json",
                        "keys/gateway/vault-client.jwk.json",
                        "keys/risk/classification-signing.jwk.json");
    }

    @Test
    void theGatewayHoldsThePublicHalfOfTheSigningKey() throws Exception {
        var keys = installation().keys();
        installation().prepare();
        var signing = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys.grantSigningKey()));
        var known = new JsonWebKeySet(Files.readString(keys.grantKeys())).getJsonWebKeys();
        assertThat(signing.getAlgorithm()).isEqualTo("EdDSA");
        assertThat(known).singleElement().satisfies(key -> {
            assertThat(key.getKeyId()).isEqualTo(signing.getKeyId());
            assertThat(key.getKey()).isEqualTo(signing.getPublicKey());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVAL", "GATEWAY"})
    void whoBelievesClassificationsHoldsThePublicHalfOfTheirKey(Service reader) throws Exception {
        var keys = installation().keys();
        installation().prepare();
        var signing = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys.classificationSigningKey()));
        var known = new JsonWebKeySet(Files.readString(keys.classificationKeys(reader))).getJsonWebKeys();
        assertThat(known).singleElement().satisfies(key -> {
            assertThat(key.getKeyId()).isEqualTo(signing.getKeyId());
            assertThat(key.getKey()).isEqualTo(signing.getPublicKey());
        });
    }

    @Test
    void whoMayApproveStaysAsTheOperatorChangedIt() throws Exception {
        var installation = installation();
        installation.prepare();
        var file = installation.approvers().path();
        assertThat(file).content().contains("security:");

        Files.writeString(file, "groups: {}");
        installation.prepare();

        assertThat(file).hasContent("groups: {}");
    }

    @Test
    void toolsPointAtTheStandIn() throws Exception {
        var installation = installation();
        installation.prepare();
        assertThat(installation.tools().resolve("github/delete_repository.yaml"))
                .hasContent("base: http://127.0.0.1:30012/github\n");
    }

    @Test
    void theCalendarIsMovedAndItsScopesAreNot() throws Exception {
        var manifest = "base: https://www.googleapis.com/calendar/v3\n"
                + "scopes: [https://www.googleapis.com/auth/calendar.events]\n";
        Files.createDirectories(repository.resolve("tools/calendar"));
        Files.writeString(repository.resolve("tools/calendar/list_events.yaml"), manifest);
        var installation = installation();
        installation.prepare();
        assertThat(installation.tools().resolve("calendar/list_events.yaml"))
                .hasContent("base: http://127.0.0.1:30012/calendar/v3\n"
                        + "scopes: [https://www.googleapis.com/auth/calendar.events]\n");
    }

    @Test
    void aToolThatIsGoneFromTheRepositoryIsGoneHere() throws Exception {
        var installation = installation();
        installation.prepare();
        Files.delete(repository.resolve("tools/github/delete_repository.yaml"));
        installation.prepare();
        assertThat(installation.tools().resolve("github/delete_repository.yaml"))
                .doesNotExist();
    }

    @Test
    void aServiceIsToldOnlyOfPartsThatRun() throws Exception {
        var config = new ServiceConfig(installation(), EnumSet.of(Part.KAFKA)).of(Service.APPROVAL);
        assertThat(config)
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:30013")
                .doesNotContainKeys("quarkus.datasource.jdbc.url", "quarkus.oidc.auth-server-url");
    }

    @Test
    void theFileSaysWhatTheMapSays() throws Exception {
        var config = new ServiceConfig(installation(), Part.all());
        for (var service : Service.values()) {
            var read = new Properties();
            read.load(new StringReader(config.text(service)));
            assertThat(read).isEqualTo(config.of(service));
        }
    }

    @Test
    void namesATakenPortAndItsOwner() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var base = socket.getLocalPort() - 1; // the second port is the planner's
            var taken = Ports.taken(Installation.at(repository, home(), base));
            assertThat(taken)
                    .hasValueSatisfying(message -> assertThat(message)
                            .matches("port \\d+ \\(.+\\) is taken.*; stop that process, or move all ports with .*"));
            assertThat(PortOwner.find(socket.getLocalPort()))
                    .map(ProcessHandle::pid)
                    .isIn(Set.of(Optional.of(ProcessHandle.current().pid()), Optional.empty()));
        }
    }

    @Test
    void passwordsDoNotShowInText() throws Exception {
        var installation = installation();
        var login = installation.kafkaLogin("admin");
        assertThat(login.toString()).doesNotContain(login.password());
    }

    private Installation installation() throws IOException {
        return Installation.at(repository, home(), 30_000);
    }

    private Path home() {
        return repository.resolve("home");
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.walk(home())) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(home().relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
