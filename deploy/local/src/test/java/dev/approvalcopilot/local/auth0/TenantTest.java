package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantTest {
    @TempDir
    private Path directory;

    private static Tenant tenant() {
        return LocalTenant.create(
                18080, InstallationSecrets.generate(Fixture.GATEWAY_KEY.toParams(OutputControlLevel.PUBLIC_ONLY)));
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() {
        var tenant = tenant();
        var file = directory.resolve("tenant.json");
        tenant.write(file);
        assertThat(Tenant.read(file)).isEqualTo(tenant);
    }

    @Test
    void isReadableByItsOwnerOnly() throws Exception {
        var file = directory.resolve("tenant.json");
        tenant().write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void signingKeyIsTheSameAfterARestart() {
        var file = directory.resolve("signing.jwk.json");
        assertThat(Keys.stored(file).jwks()).isEqualTo(Keys.stored(file).jwks()).doesNotContain("\"d\"");
    }

    @Test
    void refusesAPrivateKeyOfTheGateway() {
        var privateKey = Fixture.GATEWAY_KEY.toParams(OutputControlLevel.INCLUDE_PRIVATE);
        assertThatThrownBy(() -> InstallationSecrets.generate(privateKey)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listensOnALoopbackAddressOnly() throws Exception {
        var everywhere = new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);
        var tenant = tenant();
        assertThatThrownBy(() -> Auth0StandIn.start(tenant, everywhere)).isInstanceOf(IllegalArgumentException.class);
    }
}
