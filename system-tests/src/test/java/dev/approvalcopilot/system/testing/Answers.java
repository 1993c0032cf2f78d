package dev.approvalcopilot.system.testing;

import dev.approvalcopilot.local.client.ApiRefused;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers for which a test waits. Each method names the one refusal that is no fault; every other one fails the test. */
public final class Answers {
    private Answers() {}

    /** Empty while the service is away: there is no connection, or it answers 5xx. */
    public static <T> Optional<T> unlessAway(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        } catch (ApiRefused e) {
            return emptyOrThrow(e, e.problem().status() >= 500);
        }
    }

    /** Empty while the service does not know what is asked for: 404. */
    public static <T> Optional<T> onceKnown(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ApiRefused e) {
            return emptyOrThrow(e, e.problem().status() == 404);
        }
    }

    private static <T> Optional<T> emptyOrThrow(ApiRefused refusal, boolean expected) {
        if (expected) {
            return Optional.empty();
        }
        throw refusal;
    }
}
