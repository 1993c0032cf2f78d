package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.providers.Repositories.Comment;
import dev.approvalcopilot.local.providers.Repositories.Issue;
import dev.approvalcopilot.local.providers.Repositories.PullRequest;
import dev.approvalcopilot.local.providers.Repositories.Repository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * GitHub's REST API, version 2022-11-28, for the shipped tools. Tokens of a GitHub App carry no scopes: what a person may
 * do depends on the repository alone.
 *
 * @see <a href="https://docs.github.com/rest">GitHub REST API</a>
 */
final class GitHub implements Provider {

    private static final String CONNECTION = "github";

    private final TokenIntrospection introspection;
    private final EffectLedger ledger;
    private final Repositories repositories = new Repositories();
    private long lastComment = 2_500_000_000L;

    GitHub(TokenIntrospection introspection, EffectLedger ledger) {
        this.introspection = introspection;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public synchronized void reset() {
        repositories.reset();
    }

    @Override
    public Reply answer(Call call) {
        if (call.header("user-agent").isEmpty()) {
            return new Reply(GitHubAnswers.problem(403, "Request forbidden by administrative rules."), "");
        }
        var bearer = call.bearer();
        if (bearer.isEmpty()) {
            return new Reply(GitHubAnswers.problem(401, "Requires authentication"), "");
        }
        var token = introspection
                .lookup(bearer.get())
                .filter(known ->
                        known.connection().equals(CONNECTION) && known.expires().isAfter(Instant.now()));
        return token.map(known -> answer(call, known))
                .orElseGet(() -> new Reply(GitHubAnswers.problem(401, "Bad credentials"), ""));
    }

    private synchronized Reply answer(Call call, ProviderToken token) {
        var path = call.segments().subList(1, call.segments().size());
        var operation = operation(call.method(), path);
        if (operation.isEmpty()) {
            return new Reply(GitHubAnswers.notFound(), "", token);
        }
        var repository = repositories.find(path.get(1), path.get(2));
        var answer = repository
                .map(found -> perform(operation, call, token, found, path))
                .orElseGet(GitHubAnswers::notFound);
        return new Reply(answer, operation, token);
    }

    /** The tool that a path belongs to, by method and shape; empty for none. */
    private static String operation(String method, List<String> path) {
        var shape = new ArrayList<>(path);
        for (int variable : new int[] {1, 2, 4}) {
            if (variable < shape.size()) {
                shape.set(variable, "*");
            }
        }
        return switch (method + " " + String.join("/", shape)) {
            case "GET repos/*/*" -> "get_repository";
            case "DELETE repos/*/*" -> "delete_repository";
            case "GET repos/*/*/issues" -> "list_issues";
            case "POST repos/*/*/issues" -> "create_issue";
            case "POST repos/*/*/issues/*/comments" -> "comment_on_issue";
            case "GET repos/*/*/pulls/*" -> "get_pull_request";
            case "PUT repos/*/*/pulls/*/merge" -> "merge_pull_request";
            default -> "";
        };
    }

    private Answer perform(String operation, Call call, ProviderToken token, Repository repository, List<String> path) {
        return switch (operation) {
            case "get_repository" ->
                Answer.json(200, GitHubAnswers.repository(repository, repository.maintainedBy(token.login())));
            case "delete_repository" -> delete(token, repository);
            case "list_issues" -> list(call, repository);
            case "create_issue" -> create(call, token, repository);
            case "comment_on_issue" ->
                issue(repository, path.get(4))
                        .map(issue -> comment(call, token, repository, issue))
                        .orElseGet(GitHubAnswers::notFound);
            case "get_pull_request" ->
                issue(repository, path.get(4))
                        .filter(issue -> issue.asPullRequest().isPresent())
                        .map(issue -> Answer.json(200, GitHubAnswers.pullRequest(repository, issue)))
                        .orElseGet(GitHubAnswers::notFound);
            case "merge_pull_request" ->
                issue(repository, path.get(4))
                        .flatMap(issue ->
                                issue.asPullRequest().map(request -> merge(call, token, repository, issue, request)))
                        .orElseGet(GitHubAnswers::notFound);
            default -> GitHubAnswers.notFound();
        };
    }

    private static Optional<Issue> issue(Repository repository, String number) {
        return number.matches("[0-9]{1,9}")
                ? Optional.ofNullable(repository.issues.get(Integer.valueOf(number)))
                : Optional.empty();
    }

    private Answer delete(ProviderToken token, Repository repository) {
        if (!repository.maintainedBy(token.login())) {
            return GitHubAnswers.problem(403, "Must have admin rights to Repository.");
        }
        repositories.delete(repository);
        applied(token, "delete_repository", repository.fullName(), "Deleted the repository " + repository.fullName());
        return new Answer.Empty(204);
    }

    private static Answer list(Call call, Repository repository) {
        Predicate<Issue> inState = switch (call.query().getOrDefault("state", "open")) {
            case "open" -> Issue::isOpen;
            case "closed" -> issue -> !issue.isOpen();
            case "all" -> _ -> true;
            default -> null;
        };
        int perPage = number(call.query().getOrDefault("per_page", "30"));
        int page = number(call.query().getOrDefault("page", "1"));
        if (inState == null || perPage < 1 || page < 1) {
            return GitHubAnswers.problem(422, "Validation Failed");
        }
        var found = repository.issues.values().stream()
                .filter(inState)
                .sorted(Comparator.comparing((Issue issue) -> issue.number).reversed())
                .toList();
        long before = (page - 1L) * Math.min(perPage, 100);
        var issues = Answer.MAPPER.createArrayNode();
        found.stream()
                .skip(before)
                .limit(Math.min(perPage, 100))
                .forEach(issue -> issues.add(GitHubAnswers.issue(repository, issue)));
        return before + issues.size() < found.size()
                ? Answer.json(200, issues, Map.of("Link", GitHubAnswers.nextPage(repository, perPage, page + 1)))
                : Answer.json(200, issues);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private Answer create(Call call, ProviderToken token, Repository repository) {
        var body = call.json().orElseGet(Answer::object);
        var title = body.path("title").asText("").strip();
        if (title.isEmpty()) {
            return GitHubAnswers.missingField("Issue", "title");
        }
        if (repository.archived) {
            return GitHubAnswers.problem(403, "Repository was archived so is read-only.");
        }
        var labels = new ArrayList<String>();
        body.path("labels").forEach(label -> labels.add(label.asText()));
        var issue = repository.open(title, body.path("body").asText(""), token.login(), labels, Instant.now());
        applied(
                token,
                "create_issue",
                repository.fullName() + "#" + issue.number,
                "Created the issue \"" + title + "\" in " + repository.fullName());
        var answer = GitHubAnswers.issue(repository, issue);
        return Answer.json(201, answer, Map.of("Location", answer.path("url").asText()));
    }

    private Answer comment(Call call, ProviderToken token, Repository repository, Issue issue) {
        var text = call.json().map(body -> body.path("body").asText("")).orElse("");
        if (text.isBlank()) {
            return GitHubAnswers.missingField("IssueComment", "body");
        }
        if (repository.archived) {
            return GitHubAnswers.problem(403, "Repository was archived so is read-only.");
        }
        var comment = new Comment(++lastComment, token.login(), text, Instant.now());
        issue.comments.add(comment);
        issue.updatedAt = comment.createdAt();
        applied(token, "comment_on_issue", repository.fullName() + "#" + issue.number, "Commented: " + text);
        var answer = GitHubAnswers.comment(repository, issue, comment);
        return Answer.json(201, answer, Map.of("Location", answer.path("url").asText()));
    }

    private Answer merge(Call call, ProviderToken token, Repository repository, Issue issue, PullRequest request) {
        var body = call.json().orElseGet(Answer::object);
        if (!repository.maintainedBy(token.login())) {
            return GitHubAnswers.problem(403, "Resource not accessible by integration");
        }
        if (request.merged() || !issue.isOpen() || !request.mergeable()) {
            return GitHubAnswers.problem(405, "Pull Request is not mergeable");
        }
        if (!headIs(body, request)) {
            return GitHubAnswers.problem(409, "Head branch was modified. Review and try the merge again.");
        }
        issue.pullRequest = request.mergedNow();
        issue.state = "closed";
        issue.updatedAt = Instant.now();
        applied(
                token,
                "merge_pull_request",
                repository.fullName() + "#" + issue.number,
                "Merged pull request " + issue.number + " of " + repository.fullName());
        return Answer.json(200, GitHubAnswers.merged(newSha()));
    }

    /** Somebody pushes to the default branch of a repository, or to the branch of one of its pull requests. */
    synchronized boolean push(String owner, String name, int pullRequest) {
        var repository = repositories.find(owner, name);
        if (repository.isEmpty()) {
            return false;
        }
        repository.get().pushedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Optional.ofNullable(repository.get().issues.get(pullRequest))
                .filter(issue -> issue.asPullRequest().isPresent())
                .ifPresent(issue -> issue.pullRequest = issue.pullRequest.pushedTo(newSha()));
        return true;
    }

    private static boolean headIs(JsonNode body, PullRequest request) {
        return !body.has("sha") || body.path("sha").asText().equals(request.headSha());
    }

    private static String newSha() {
        return (UUID.randomUUID().toString() + UUID.randomUUID())
                .replace("-", "")
                .substring(0, 40);
    }

    private void applied(ProviderToken token, String operation, String target, String summary) {
        ledger.applied(token, name(), operation, target, summary);
    }
}
