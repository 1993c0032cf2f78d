package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code bound_logins}: one attempt.
 *
 * @param principal who must log in
 * @param view of the review document that the person saw
 * @param fromPage whether the page asked, and is to be returned to
 * @param openedAt null until the person followed the link
 * @param epoch of halts that the nonce names; null until then
 * @param cookieHash null until then
 * @param codeVerifier null until then
 * @param usedAt null until Auth0 sent the browser back
 */
record Attempt(
        UUID id,
        UUID action,
        String principal,
        Digest digest,
        Digest view,
        boolean fromPage,
        Instant createdAt,
        Instant openedAt,
        String epoch,
        String cookieHash,
        String codeVerifier,
        Instant usedAt) {}
