package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.providers.Repositories.Comment;
import dev.approvalcopilot.local.providers.Repositories.Issue;
import dev.approvalcopilot.local.providers.Repositories.Repository;

/** GitHub's answer bodies, with the members that a client reads. */
final class GitHubAnswers {

    private static final String API = "https://api.github.com";
    private static final String WEB = "https://github.com";
    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private GitHubAnswers() {}

    static Answer problem(int status, String message) {
        return Answer.json(status, problemBody(status, message));
    }

    static Answer notFound() {
        return problem(404, "Not Found");
    }

    static Answer missingField(String resource, String field) {
        var body = problemBody(422, "Validation Failed");
        body.putArray("errors")
                .addObject()
                .put("resource", resource)
                .put("code", "missing_field")
                .put("field", field);
        return Answer.json(422, body);
    }

    private static ObjectNode problemBody(int status, String message) {
        return Answer.object()
                .put("message", message)
                .put("documentation_url", DOCUMENTATION)
                .put("status", String.valueOf(status));
    }

    static ObjectNode repository(Repository repository, boolean maintainer) {
        var body = Answer.object()
                .put("id", repository.id)
                .put("name", repository.name)
                .put("full_name", repository.fullName())
                .put("private", false)
                .put("visibility", "public")
                .put("html_url", WEB + "/" + repository.fullName())
                .put("description", repository.description)
                .put("fork", false)
                .put("url", url(repository))
                .put("pushed_at", repository.pushedAt.toString())
                .put("archived", repository.archived)
                .put("disabled", false)
                .put("default_branch", "main")
                .put("stargazers_count", repository.stars)
                .put("forks_count", 0)
                .put("open_issues_count", repository.openIssues());
        body.set("owner", user(repository.owner));
        body.putObject("permissions")
                .put("admin", maintainer)
                .put("push", maintainer && !repository.archived)
                .put("pull", true);
        return body;
    }

    static ObjectNode issue(Repository repository, Issue issue) {
        var kind = issue.asPullRequest().isPresent() ? "/pull/" : "/issues/";
        var page = WEB + "/" + repository.fullName() + kind + issue.number;
        var body = Answer.object()
                .put("id", repository.id * 1000 + issue.number)
                .put("url", url(repository) + "/issues/" + issue.number)
                .put("html_url", page)
                .put("number", issue.number)
                .put("title", issue.title)
                .put("state", issue.state)
                .put("body", issue.body)
                .put("comments", issue.comments.size())
                .put("created_at", issue.createdAt.toString())
                .put("updated_at", issue.updatedAt.toString());
        body.set("user", user(issue.author));
        var labels = body.putArray("labels");
        issue.labels.forEach(label -> labels.addObject().put("name", label));
        if (issue.asPullRequest().isPresent()) {
            body.putObject("pull_request")
                    .put("url", url(repository) + "/pulls/" + issue.number)
                    .put("html_url", page);
        }
        return body;
    }

    /** An issue that is a pull request. */
    static ObjectNode pullRequest(Repository repository, Issue issue) {
        var request = issue.asPullRequest().orElseThrow();
        var body = Answer.object()
                .put("id", repository.id * 1000 + issue.number)
                .put("url", url(repository) + "/pulls/" + issue.number)
                .put("html_url", WEB + "/" + repository.fullName() + "/pull/" + issue.number)
                .put("number", issue.number)
                .put("title", issue.title)
                .put("state", issue.state)
                .put("body", issue.body)
                .put("draft", false)
                .put("merged", request.merged())
                .put("mergeable", request.mergeable())
                .put("mergeable_state", request.mergeable() ? "clean" : "dirty")
                .put("commits", 1)
                .put("changed_files", 1)
                .put("created_at", issue.createdAt.toString())
                .put("updated_at", issue.updatedAt.toString());
        body.set("user", user(issue.author));
        body.putObject("base").put("ref", "main").put("label", repository.owner + ":main");
        body.putObject("head")
                .put("ref", "change-" + issue.number)
                .put("label", repository.owner + ":change-" + issue.number)
                .put("sha", request.headSha());
        return body;
    }

    static ObjectNode comment(Repository repository, Issue issue, Comment comment) {
        var page = WEB + "/" + repository.fullName() + "/issues/" + issue.number + "#issuecomment-" + comment.id();
        var body = Answer.object()
                .put("id", comment.id())
                .put("url", url(repository) + "/issues/comments/" + comment.id())
                .put("html_url", page)
                .put("body", comment.body())
                .put("created_at", comment.createdAt().toString())
                .put("updated_at", comment.createdAt().toString());
        body.set("user", user(comment.author()));
        return body;
    }

    static ObjectNode merged(String sha) {
        return Answer.object().put("sha", sha).put("merged", true).put("message", "Pull Request successfully merged");
    }

    /** The header {@code Link} of a list that goes on; GitHub names the repository by its id there. */
    static String nextPage(Repository repository, int perPage, int page) {
        var address = "<%s/repositories/%d/issues?per_page=%d&page=%d>; rel=\"%s\"";
        return address.formatted(API, repository.id, perPage, page, "next");
    }

    private static String url(Repository repository) {
        return API + "/repos/" + repository.fullName();
    }

    private static ObjectNode user(String login) {
        return Answer.object()
                .put("login", login)
                .put("html_url", WEB + "/" + login)
                .put("type", login.equals("octo") ? "Organization" : "User");
    }
}
