/**
 * The model, asked through {@code quarkus-langchain4j-openai}. On the wire between the extension and the endpoint stands
 * {@link dev.approvalcopilot.planner.model.Wire}, which completes what goes out and reads leniently what comes back.
 * Nothing that an endpoint sends is believed to be complete, well formed or of a bearable size; what cannot be used is a
 * {@link dev.approvalcopilot.planner.model.ModelFailure} that says why in words for people.
 * Start at {@link dev.approvalcopilot.planner.model.ModelEndpoint}.
 */
package dev.approvalcopilot.planner.model;
