package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes several decisions of a person, for API and page. Each is checked and committed on its own; none waits for another. */
@ApplicationScoped
public class DecideBatch {
    private static final String PATH = "decisions";

    private final Decide decide;
    private final VerdictProblems problems;
    private final IdempotentAnswers answers;

    DecideBatch(Decide decide, VerdictProblems problems, IdempotentAnswers answers) {
        this.decide = decide;
        this.problems = problems;
        this.answers = answers;
    }

    /**
     * @param key the client's own name for the request; empty for none
     * @param request of 1 to {@link BatchRequest#MAX_ITEMS} decisions
     * @throws ProblemException {@code bad_request} for an action that stands in it twice, {@code idempotency_key_reused}
     */
    public BatchAnswer decide(Caller person, String key, BatchRequest request) {
        long distinct = request.decisions().stream()
                .map(BatchRequest.Item::id)
                .distinct()
                .count();
        if (distinct != request.decisions().size()) {
            throw new ProblemException(ApprovalProblem.BAD_REQUEST, "An action stands in the batch twice.");
        }
        return answers.once(
                person,
                key,
                PATH,
                request,
                BatchAnswer.class,
                () -> new BatchAnswer(request.decisions().stream()
                        .map(item -> decide(person, item, key))
                        .toList()));
    }

    private BatchAnswer.Result decide(Caller person, BatchRequest.Item item, String key) {
        try {
            return switch (decide.decideInABatch(
                    person, item.id(), item.request().toDecision(key))) {
                case Verdict.Done done -> BatchAnswer.Result.of(item.id(), DecisionAnswer.of(item.id(), done));
                case Verdict.Recorded recorded ->
                    BatchAnswer.Result.of(item.id(), DecisionAnswer.of(item.id(), recorded));
                case Verdict other -> BatchAnswer.Result.of(item.id(), problems.of(person.sub(), item.id(), other));
            };
        } catch (ProblemException e) {
            return BatchAnswer.Result.of(item.id(), e);
        }
    }
}
