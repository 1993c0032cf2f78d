/**
 * The risk-service's signed word on one digest: how dangerous it is, why, and what its decision needs.
 * It can only raise: no reader takes a level below the floor of its own manifest.
 * Start at {@link dev.approvalcopilot.contracts.classification.ClassificationVerifier}.
 */
package dev.approvalcopilot.contracts.classification;
