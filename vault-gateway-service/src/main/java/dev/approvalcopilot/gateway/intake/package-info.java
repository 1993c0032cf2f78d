/**
 * Takes grants in from Kafka: believes or reports them, and claims the action.
 * A grant that is not believed is a security event and changes nothing; a repeated one changes nothing.
 * Start at {@link dev.approvalcopilot.gateway.intake.GrantIntake}.
 */
package dev.approvalcopilot.gateway.intake;
