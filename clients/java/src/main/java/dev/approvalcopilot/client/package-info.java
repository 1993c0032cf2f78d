/**
 * A typed client of the approval-service's API. What the OpenAPI document says is generated (packages api, model, http); here stands
 * what it cannot say: the bearer token, problem documents, the live stream.
 * Start at {@link dev.approvalcopilot.client.ApprovalClient}.
 */
package dev.approvalcopilot.client;
