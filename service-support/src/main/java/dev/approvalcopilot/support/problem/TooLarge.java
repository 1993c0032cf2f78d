package dev.approvalcopilot.support.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is said of a body that is too large, wherever it is found out: how large one may be. */
@Singleton
class TooLarge {

    private final long most;

    TooLarge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = most.asLongValue();
    }

    /** The words for a problem: its title, and the limit where there is one. */
    String detail(CommonProblem problem) {
        return problem == CommonProblem.BODY_TOO_LARGE
                ? "A body has at most " + most + " bytes here."
                : problem.title() + ".";
    }

    Map<String, Object> members(CommonProblem problem) {
        return problem == CommonProblem.BODY_TOO_LARGE ? Map.of("limit", most) : Map.of();
    }
}
