package dev.approvalcopilot.approval.session;

import java.util.Optional;

/**
 * Auth0's verified word that logins are over. Only {@link LogoutTokenVerifier} makes one.
 *
 * @param sid of the login; without it all of the person's
 */
record LogoutToken(Optional<String> sid, Optional<String> sub) {}
