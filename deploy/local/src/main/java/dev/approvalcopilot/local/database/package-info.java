/**
 * A real PostgreSQL beside this process, with a database and a role for each service.
 * A role reaches its own database and no other; the server listens on 127.0.0.1 only.
 * Start at {@link dev.approvalcopilot.local.database.LocalPostgres}.
 */
package dev.approvalcopilot.local.database;
