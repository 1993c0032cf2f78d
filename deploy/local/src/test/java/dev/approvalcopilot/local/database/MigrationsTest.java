package dev.approvalcopilot.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.database.Migrations.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What installations have run stays as it is, and what is new comes behind it. The list of what they have run grows with each
 * release ({@code sha256sum} of the new files).
 */
class MigrationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"planner-service", "risk-service", "approval-service", "vault-gateway-service", "audit-service"})
    void eachNumberIsThereOnceInAService(String module) throws IOException {
        assertThat(Migrations.of(module))
                .extracting(Migration::version)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatInstallationsHaveRunIsAsItWas() throws IOException {
        var released = Migrations.released();
        assertThat(released).isNotEmpty();
        for (var one : released.entrySet()) {
            assertThat(new Migration(0, one.getKey()).sha256())
                    .as(one.getKey().toString())
                    .isEqualTo(one.getValue());
        }
    }

    /** The shared ones have the numbers 1 to 9, and so come late everywhere: Flyway runs out of order for their sake. */
    @ParameterizedTest
    @ValueSource(
            strings = {"planner-service", "risk-service", "approval-service", "vault-gateway-service", "audit-service"})
    void whatIsNewInAServiceHasAHigherNumberThanAllThatInstallationsHaveRun(String module) throws IOException {
        var released = Migrations.released().keySet();
        var own = Migrations.of(module).stream()
                .filter(one -> one.file().startsWith(Path.of(module)))
                .toList();
        int last = own.stream()
                .filter(one -> released.contains(one.file()))
                .mapToInt(Migration::version)
                .max()
                .orElseThrow();

        assertThat(own).allSatisfy(one -> assertThat(one.version()).isGreaterThan(9));
        assertThat(List.copyOf(own))
                .filteredOn(one -> !released.contains(one.file()))
                .allSatisfy(one -> assertThat(one.version()).isGreaterThan(last));
    }
}
