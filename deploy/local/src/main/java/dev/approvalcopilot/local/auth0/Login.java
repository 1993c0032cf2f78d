package dev.approvalcopilot.local.auth0;

import java.time.Instant;

/**
 * That a person has logged in.
 *
 * @param connection the one used, which the prefix of {@code sub} does not tell after account linking
 * @param at         when; asking an existing session for a second factor does not move it
 */
record Login(String userId, String connection, Instant at) {}
