package dev.approvalcopilot.approval.waiting;

import java.time.Instant;

/**
 * Somebody says that they look at an action. It blocks nobody.
 *
 * @param by OIDC {@code sub}
 * @param name as people know them
 * @param until then it ends by itself
 */
public record Claim(String by, String name, Instant since, Instant until) {}
