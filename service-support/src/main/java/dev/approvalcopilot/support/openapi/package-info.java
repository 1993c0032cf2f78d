/**
 * What the OpenAPI documents of all HTTP APIs have in common: the form of a refusal.
 * A code in a description that the service does not know fails the build.
 * Start at {@link dev.approvalcopilot.support.openapi.ProblemResponses}.
 */
package dev.approvalcopilot.support.openapi;
