/**
 * The planner's surroundings in its tests: a real broker and database, the stand-ins for Auth0 and the model.
 * The other services are played on the broker, each with its own login.
 * Start at {@link dev.approvalcopilot.planner.testing.OnLocalStack}.
 */
package dev.approvalcopilot.planner.testing;
