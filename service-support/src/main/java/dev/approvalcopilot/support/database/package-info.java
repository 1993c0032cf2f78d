/**
 * Plain SQL on the service's one datasource, with records as rows.
 * Invariant: JTA owns transactions; Jdbi never begins or ends one.
 * Entry: inject {@link org.jdbi.v3.core.Jdbi}.
 */
package dev.approvalcopilot.support.database;
