package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.support.database.JdbiProducer;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

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
        var source = new PGSimpleDataSource();
        source.setUrl(config.get("quarkus.datasource.jdbc.url"));
        source.setUser(config.get("quarkus.datasource.username"));
        source.setPassword(config.get("quarkus.datasource.password"));
        source.setCurrentSchema(SCHEMA);
        migrate(source);
        return JdbiProducer.jdbi(source);
    }

    private static void migrate(DataSource source) {
        Flyway.configure().dataSource(source).schemas(SCHEMA).load().migrate();
    }
}
