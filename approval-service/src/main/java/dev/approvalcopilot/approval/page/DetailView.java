package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ArgumentChange;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** One action in the order of the page: sentence, question, payload, reasons, what came before, the agent's claim, decision. */
public record DetailView(
        UUID id,
        Prose sentence,
        String title,
        Level level,
        String undo,
        boolean irreversible,
        Prose impact,
        InertText agent,
        RawString question,
        InertText beyond,
        List<Right> rights,
        Payload payload,
        String digest,
        List<Why> reasons,
        List<String> obligations,
        String policy,
        UUID run,
        InertText principal,
        Prose goal,
        List<Before> previous,
        AccountView account,
        List<Expectation> expected,
        Precedents like,
        Prose rationale,
        List<HaltNotice> halts,
        LikeMark likeRejected,
        UUID supersedes,
        List<Edited> edits,
        InertText ownLimit,
        Stamp delegatedUntil,
        DecisionBar bar) {
    public DetailView {
        rights = List.copyOf(rights);
        reasons = List.copyOf(reasons);
        obligations = List.copyOf(obligations);
        previous = List.copyOf(previous);
        expected = List.copyOf(expected);
        halts = List.copyOf(halts);
        edits = List.copyOf(edits);
    }

    /** What the token is for: a scope in the provider's words, or a permission where it knows no scopes. */
    public record Right(String kind, InertText name) {}

    /**
     * @param policy by name
     * @param instead what the agent is told when the answer is no; empty for nothing
     */
    public record Why(Prose text, InertText policy, InertText instead) {}

    /**
     * What must still be so just before the call.
     *
     * @param readBy the earlier action that read it; null where none of this run did
     * @param origin where the value came from then, as the agent says
     */
    public record Expectation(
            InertText what, InertText value, UUID readBy, InertText sentence, Stamp readAt, String origin) {}

    /** An earlier action of the run. */
    public record Before(UUID id, InertText sentence, Level level, String state, Stamp at) {}

    /** An argument that the person changed: old beside new, as text or as JSON. */
    public record Edited(InertText argument, InertText before, InertText after) {}

    public static DetailView of(ActionDetail action, DecisionBar.Mode mode, Instant now) {
        var review = action.review();
        var arguments = (ObjectNode) action.action().path("arguments");
        return new DetailView(
                action.id(),
                Prose.line(action.sentence()),
                action.title(),
                Level.of(action.level()),
                action.reversibilityWords(),
                action.reversibility() == Reversibility.IRREVERSIBLE,
                Prose.block(action.impact()),
                InertText.line(action.action().path("agent").asText()),
                new RawString(Words.questionHtml(action.question())),
                InertText.line(Objects.requireNonNullElse(action.beyond(), "")),
                rights(review.scopes(), review.permissions()),
                Payload.of(arguments, action.origins(), action.own()),
                action.digest().value(),
                review.reasons().stream().map(DetailView::why).toList(),
                Words.of(review.obligations(), action.needsFreshLogin()),
                review.policy().value(),
                action.run().id(),
                InertText.line(action.action().path("principal").asText()),
                Prose.block(Objects.requireNonNullElse(action.run().goal(), "")),
                action.previous().stream().map(earlier -> before(earlier, now)).toList(),
                AccountView.of(action, now),
                action.preconditions().stream()
                        .map(one -> expectation(one, action, now))
                        .toList(),
                Precedents.of(action, now),
                Prose.block(Objects.requireNonNullElse(action.rationale(), "")),
                HaltNotice.of(action, now),
                LikeMark.of(action.likeRejected(), now),
                action.edit() == null ? null : action.edit().supersedes(),
                action.edit() == null
                        ? List.of()
                        : action.edit().changes().stream()
                                .map(DetailView::edited)
                                .toList(),
                InertText.line(Objects.requireNonNullElse(action.ownLimit(), "")),
                action.delegatedUntil() == null ? null : Stamp.of(action.delegatedUntil(), now),
                DecisionBar.of(action, mode, now));
    }

    private static List<Right> rights(List<String> scopes, List<String> permissions) {
        return scopes.isEmpty()
                ? permissions.stream()
                        .map(name -> new Right("permission", InertText.line(name)))
                        .toList()
                : scopes.stream()
                        .map(name -> new Right("scope", InertText.line(name)))
                        .toList();
    }

    private static Why why(Reason reason) {
        var policy = reason.policy().isEmpty()
                ? "no policy is named"
                : "manifest".equals(reason.policy()) ? "the tool's own floor" : "policy " + reason.policy();
        return new Why(
                Prose.line(reason.text().isEmpty() ? "A reason without words." : reason.text()),
                InertText.line(policy),
                InertText.line(Objects.requireNonNullElse(reason.alternative(), "")));
    }

    private static Edited edited(ArgumentChange change) {
        return new Edited(
                InertText.line(change.argument()),
                InertText.block(text(change.before())),
                InertText.block(text(change.after())));
    }

    private static String text(JsonNode value) {
        return value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
    }

    private static Expectation expectation(ActionDetail.Expected one, ActionDetail action, Instant now) {
        return new Expectation(
                InertText.line(one.what()),
                InertText.line(one.value()),
                one.readBy(),
                InertText.line(Objects.requireNonNullElse(one.sentence(), "")),
                one.readAt() == null ? null : Stamp.of(one.readAt(), now),
                Payload.words(action.origins().get(one.argument()), action.own()));
    }

    private static Before before(ActionDetail.Earlier earlier, Instant now) {
        return new Before(
                earlier.id(),
                InertText.brief(earlier.sentence()),
                Level.of(earlier.level()),
                Words.of(earlier.state()),
                Stamp.of(earlier.createdAt(), now));
    }

    /** The same for who has said that they read all of it: nothing is folded, and Approve waits for no part. */
    DetailView allRead() {
        return new DetailView(
                id,
                sentence.open(),
                title,
                level,
                undo,
                irreversible,
                impact.open(),
                agent,
                question,
                beyond,
                rights,
                payload.unfolded(),
                digest,
                reasons.stream()
                        .map(why -> new Why(why.text.open(), why.policy, why.instead))
                        .toList(),
                obligations,
                policy,
                run,
                principal,
                goal,
                previous,
                account,
                expected,
                like,
                rationale,
                halts,
                likeRejected,
                supersedes,
                edits,
                ownLimit,
                delegatedUntil,
                bar);
    }

    /** How many folded parts Approve waits for. What the agent says, and the goal, are not among them. */
    public long foldedParts() {
        return Stream.concat(Stream.of(sentence, impact), reasons.stream().map(Why::text))
                        .filter(Prose::folded)
                        .count()
                + foldedArguments();
    }

    private long foldedArguments() {
        return payload.arguments().stream()
                .mapToLong(argument -> argument.folded()
                        ? 1
                        : argument.values().stream()
                                .filter(Payload.Value::folded)
                                .count())
                .sum();
    }

    /** What was found in all of the payload, for one line above it; empty when nothing. */
    public String found() {
        return payload.findings()
                .summary()
                .map(summary -> "In this payload: " + summary + ". Each is marked where it stands.")
                .orElse("");
    }

    public String shortRun() {
        return InboxView.Short.of(run);
    }
}
