/**
 * The review document: what page and API both show before a decision, and what the decision then names by its digest.
 * It says what should be shown; that a screen showed it, nobody can prove.
 * Start at {@link dev.approvalcopilot.contracts.review.ReviewDocument}.
 */
package dev.approvalcopilot.contracts.review;
