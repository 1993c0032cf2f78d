/**
 * The operators' door on the management port: who is one, and what they may ask. Nothing else is served over HTTP but health and
 * metrics. Only a person's access token for this very API, by an operators' application, with the permission, opens it.
 * Start at {@link dev.approvalcopilot.gateway.operator.HaltRoutes}.
 */
package dev.approvalcopilot.gateway.operator;
