package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.support.database.JdbiProducer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with the gateway's schema and no gateway: nobody else works on its rows. */
final class LedgerDatabase {

    private static final String SCHEMA = "ledger_alone";
    private static final Jdbi JDBI = start();

    private LedgerDatabase() {}

    static Jdbi jdbi() {
        return JDBI;
    }

    private static Jdbi start() {
        var stack = new LocalStackResource();
        stack.init(Map.of("service", "gateway", "parts", "postgres"));
        var config = stack.start();
        // Pooled, since a login costs more than any of the statements.
        var pool = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(config.get("quarkus.datasource.jdbc.url") + "?currentSchema=" + SCHEMA)
                                .principal(new NamePrincipal(config.get("quarkus.datasource.username")))
                                .credential(new SimplePassword(config.get("quarkus.datasource.password")))));
        try {
            var source = AgroalDataSource.from(pool);
            Flyway.configure().dataSource(source).schemas(SCHEMA).load().migrate();
            return JdbiProducer.jdbi(source);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
