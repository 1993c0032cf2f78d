package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A login on its way through the pages. Kept here, named by a hidden form field, and bound to the browser that began it.
 *
 * @param device   hash of that browser's device cookie
 * @param login    the first factor, once given
 * @param fresh    whether it was given in this transaction, as opposed to taken from the session
 * @param mfa      whether the second factor was given in this transaction
 * @param consent  whether the person has agreed to what the client asks
 */
record LoginTransaction(
        String id,
        String device,
        AuthorizationRequest request,
        Optional<Login> login,
        boolean fresh,
        boolean mfa,
        boolean consent,
        int failures,
        Instant expires) {
    private static final int MAX_FAILURES = 10;

    /** What an earlier person in the same transaction did, a second factor above all, does not count for this one. */
    LoginTransaction loggedIn(Login by) {
        return new LoginTransaction(id, device, request, Optional.of(by), true, false, false, failures, expires);
    }

    LoginTransaction secondFactorGiven() {
        return new LoginTransaction(id, device, request, login, fresh, true, consent, failures, expires);
    }

    LoginTransaction consented() {
        return new LoginTransaction(id, device, request, login, fresh, mfa, true, failures, expires);
    }

    LoginTransaction failedOnce() {
        return new LoginTransaction(id, device, request, login, fresh, mfa, consent, failures + 1, expires);
    }

    /** The open ones. */
    static final class Store {
        static final String DEVICE_COOKIE = "did";
        private static final Duration LIFETIME = Duration.ofMinutes(10);

        private final ConcurrentHashMap<String, LoginTransaction> open = new ConcurrentHashMap<>();
        private final Clock clock;

        Store(Clock clock) {
            this.clock = clock;
        }

        LoginTransaction begin(AuthorizationRequest request, String device, Optional<Login> login) {
            var now = clock.instant();
            open.values().removeIf(transaction -> now.isAfter(transaction.expires()));
            var transaction = new LoginTransaction(
                    Secrets.random(24),
                    Secrets.sha256(device),
                    request,
                    login,
                    false,
                    false,
                    false,
                    0,
                    now.plus(LIFETIME));
            open.put(transaction.id(), transaction);
            return transaction;
        }

        /** The transaction a page or form belongs to, if this browser began it and has not failed too often. */
        LoginTransaction require(Request request, Parameters parameters) {
            var transaction = open.get(parameters.get("state").orElse(""));
            var device = request.cookie(DEVICE_COOKIE).map(Secrets::sha256).orElse("");
            if (transaction == null
                    || clock.instant().isAfter(transaction.expires())
                    || transaction.failures() >= MAX_FAILURES
                    || !Secrets.same(transaction.device(), device)) {
                throw Refused.page(
                        "This login page is no longer valid",
                        "It was opened too late, used before, or tried too often. Go back to the application and try again.");
            }
            return transaction;
        }

        void keep(LoginTransaction transaction) {
            open.replace(transaction.id(), transaction);
        }

        /** True for the one caller that may complete it. */
        boolean end(LoginTransaction transaction) {
            return open.remove(transaction.id()) != null;
        }
    }
}
