package dev.approvalcopilot.gateway.testing;

import org.jdbi.v3.core.Jdbi;

/** What no operator can do: as if nothing had ever been halted. Only the owner of the tables can, for the next test. */
public final class Resumed {

    private Resumed() {}

    public static void all(Jdbi jdbi) {
        jdbi.useHandle(handle ->
                handle.execute("truncate halts; truncate halt_epoch; insert into halt_epoch (epoch) values (0)"));
    }
}
