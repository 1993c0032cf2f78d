package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.contracts.own.NearNames;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The agents and the people whose actions have come to the gateway. */
@ApplicationScoped
public class SeenNames {

    private static final int SLIPS = 2;
    private static final int MOST_COMPARED = 10_000;
    private static final String PATIENCE_MILLIS = "2000";

    private final Jdbi jdbi;

    SeenNames(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param seen whether an action of that name has come @param near names that have, if it has not */
    public record Sight(boolean seen, List<String> near) {
        public Sight {
            near = List.copyOf(near);
        }
    }

    public Sight agent(String name) {
        return look("agent", name);
    }

    public Sight person(String name) {
        return look("principal", name);
    }

    private Sight look(String column, String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(handle -> {
                    handle.createQuery("select set_config('statement_timeout', :millis, true)")
                            .bind("millis", PATIENCE_MILLIS)
                            .mapTo(String.class)
                            .one();
                    boolean seen = handle.createQuery("select exists(select from ledger where <column> = :name)")
                            .define("column", column)
                            .bind("name", name)
                            .mapTo(Boolean.class)
                            .one();
                    return new Sight(seen, seen ? List.of() : NearNames.of(name, names(handle, column), SLIPS));
                }));
    }

    /** From one name to the next in the index, for the ledger has many rows of each. */
    private static List<String> names(Handle handle, String column) {
        return handle.createQuery("""
                        with recursive names (name) as (
                            select min(<column>) from ledger
                            union all
                            select (select min(<column>) from ledger where <column> > name) from names where name is not null
                        )
                        select name from names where name is not null limit :most""")
                .define("column", column)
                .bind("most", MOST_COMPARED)
                .mapTo(String.class)
                .list();
    }
}
