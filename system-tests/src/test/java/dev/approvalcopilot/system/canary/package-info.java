/**
 * Looks for secrets that are known, in every form in which one could lie about, in every place that outlives a call.
 * A finding names place, kind and form, never the secret.
 * Start at {@link dev.approvalcopilot.system.canary.SecretsTest}.
 */
package dev.approvalcopilot.system.canary;
