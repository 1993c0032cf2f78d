package dev.approvalcopilot.local.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which sentences mean which call. */
final class StepGrammar {

    private record Rule(Pattern pattern, Function<MatchResult, Step> step) {}

    private static final String REPOSITORY = "(?<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?<repo>[A-Za-z0-9._-]*[A-Za-z0-9_-])";
    private static final String CHANNEL = "(?<channel>#[a-z0-9][a-z0-9._-]*|C[A-Z0-9]{8,})";
    private static final String ADDRESS = "(?<to>[^\\s@<>,;]+@[^\\s@<>,;]+)";
    private static final String THE_REPOSITORY = "(?:the )?(?:old )?repo(?:sitory)? " + REPOSITORY;
    /** A planner by rules has no clock. */
    private static final String SINCE = "2026-01-01T00:00:00Z";

    private static final String NUMBER = "#?(?<number>\\d{1,9})";

    private static final List<Rule> RULES = List.of(
            rule(
                    "(?:list|show|look at|read|check|see|count)(?: me)?(?: the| all)*(?: (?<state>open|closed))? issues"
                            + " (?:of|in|from) (?:the repo(?:sitory)? )?"
                            + REPOSITORY,
                    StepGrammar::listIssues),
            rule("(?:look at|show|check|describe|get|read|inspect) " + THE_REPOSITORY, StepGrammar::getRepository),
            rule(
                    "(?:create|open|file|add) (?:an|a new) issue (?:in|on|for|at) "
                            + REPOSITORY
                            + " (?:titled|called|named|with the title) "
                            + quoted("title")
                            + "(?:,? (?:and )?(?:saying|with the (?:text|body)) "
                            + quoted("body")
                            + ")?",
                    StepGrammar::createIssue),
            rule(
                    "(?:comment|say|write) "
                            + quoted("body")
                            + " (?:on|in) (?:the )?(?:issue|pull request|pr) "
                            + NUMBER
                            + " (?:of|in) "
                            + REPOSITORY,
                    StepGrammar::comment),
            rule(
                    "comment on (?:the )?(?:issue|pull request|pr) " + NUMBER + " (?:of|in) " + REPOSITORY
                            + ",?:? (?:saying |that )?" + quoted("body"),
                    StepGrammar::comment),
            rule(
                    "merge (?:the )?(?:pull request|pr) "
                            + NUMBER
                            + " (?:of|in) "
                            + REPOSITORY
                            + "(?: (?:at|if its head is still) (?<sha>[0-9a-f]{40}))?(?: by (?<method>squash|rebase))?",
                    StepGrammar::merge),
            rule(
                    "(?:look at|show|check|describe|get|read|inspect) (?:the )?(?:pull request|pr) " + NUMBER
                            + " (?:of|in) " + REPOSITORY,
                    StepGrammar::getPullRequest),
            rule("(?:delete|remove) " + THE_REPOSITORY, StepGrammar::delete),
            rule("archive (?:the )?(?:slack )?(?:channel )?" + CHANNEL, StepGrammar::archive),
            rule("(?:list|show)(?: me)?(?: my| the| all)*(?: calendar)? events", _ -> listEvents()),
            rule(
                    "(?:create|add|plan) (?:an|the) event (?:titled |called )?"
                            + quoted("title")
                            + " from (?<start>\\S+) to (?<end>\\S+)",
                    StepGrammar::createEvent),
            rule("(?:delete|remove|cancel) (?:the )?event " + quoted("title"), StepGrammar::deleteEvent),
            rule("(?:read|show) (?:the )?(?:e?-?mail|message) (?<id>[0-9a-f]{8,32})", StepGrammar::readMail),
            rule("(?:list|show)(?: me)?(?: the| all)*(?: public)?(?: slack)? channels", _ -> listChannels()),
            rule(
                    "tell " + CHANNEL + " how many (?:open )?issues (?:there are|are (?:still )?open|are left)",
                    match -> post(match.group("channel"), "There are " + Step.OPEN_ISSUES + " open issues.")),
            rule(
                    "(?:post|say|write|send|announce) " + quoted("text") + " (?:to|in|on) (?:the channel )?" + CHANNEL,
                    match -> post(match.group("channel"), match.group("text"))),
            rule(
                    "(?:post|write|send a message) (?:to|in|on) (?:the channel )?"
                            + CHANNEL
                            + ",?:? (?:saying |that )?"
                            + quoted("text"),
                    match -> post(match.group("channel"), match.group("text"))),
            rule(
                    "(?:tell|let) " + CHANNEL + "(?: know)?,?:?(?: that)? " + quoted("text"),
                    match -> post(match.group("channel"), match.group("text"))),
            rule(
                    "(?:tell|let) " + CHANNEL + "(?: know)?(?: that)? (?<text>.+)",
                    match -> post(match.group("channel"), sentence(match.group("text")))),
            rule(
                    "(?:search|look in|look through) (?:my |the )?(?:e?-?mails?|messages|inbox|mailbox) for "
                            + quoted("query"),
                    StepGrammar::search),
            rule(
                    "send (?:an? )?(?:e?-?mail|message) to "
                            + ADDRESS
                            + ",? (?:with )?(?:the )?subject "
                            + quoted("subject")
                            + ",? (?:and )?(?:saying|with the text|and the text|text) "
                            + quoted("text"),
                    StepGrammar::send),
            rule("use the unknown tool", _ -> Step.of(Step.UNKNOWN_TOOL, Map.of("room", "Aquarium"), "book a room")),
            rule("break the schema", _ -> breakTheSchema()));

    private StepGrammar() {}

    private static Rule rule(String pattern, Function<MatchResult, Step> step) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), step);
    }

    private static String quoted(String name) {
        return "['\"‘“](?<" + name + ">.+?)['\"’”]";
    }

    /** The call that one part of a goal asks for; empty if it is none that this model knows. */
    static Optional<Step> parse(String clause) {
        return RULES.stream()
                .map(rule -> Map.entry(rule, rule.pattern().matcher(clause)))
                .filter(candidate -> candidate.getValue().matches())
                .findFirst()
                .map(found -> found.getKey().step().apply(found.getValue().toMatchResult()));
    }

    private static Map<String, Object> repository(MatchResult match) {
        var arguments = new HashMap<String, Object>();
        arguments.put("owner", match.group("owner"));
        arguments.put("repo", match.group("repo"));
        return arguments;
    }

    private static String name(MatchResult match) {
        return match.group("owner") + "/" + match.group("repo");
    }

    private static Step listIssues(MatchResult match) {
        var arguments = repository(match);
        optional(match, "state").ifPresent(state -> arguments.put("state", state.toLowerCase(Locale.ROOT)));
        var which = arguments.getOrDefault("state", "open");
        return Step.of("github.list_issues", arguments, "list the " + which + " issues of " + name(match));
    }

    static Step getRepository(MatchResult match) {
        return Step.of("github.get_repository", repository(match), "look at the repository " + name(match));
    }

    private static Step getPullRequest(MatchResult match) {
        return lookAtPullRequest(match.group("owner"), match.group("repo"), Integer.parseInt(match.group("number")));
    }

    static Step lookAtPullRequest(String owner, String repo, int number) {
        return Step.of(
                "github.get_pull_request",
                Map.of("owner", owner, "repo", repo, "pull_number", number),
                "look at pull request " + number + " of " + owner + "/" + repo);
    }

    private static Step createIssue(MatchResult match) {
        var arguments = repository(match);
        arguments.put("title", match.group("title"));
        optional(match, "body").ifPresent(body -> arguments.put("body", body));
        return Step.of("github.create_issue", arguments, "create an issue in " + name(match));
    }

    private static Step comment(MatchResult match) {
        var arguments = repository(match);
        arguments.put("issue_number", Integer.valueOf(match.group("number")));
        arguments.put("body", match.group("body"));
        var phrase = "comment on issue " + match.group("number") + " of " + name(match);
        return Step.of("github.comment_on_issue", arguments, phrase);
    }

    private static Step merge(MatchResult match) {
        var arguments = repository(match);
        arguments.put("pull_number", Integer.valueOf(match.group("number")));
        optional(match, "method").ifPresent(method -> arguments.put("merge_method", method.toLowerCase(Locale.ROOT)));
        optional(match, "sha").ifPresent(sha -> arguments.put("expected_head_sha", sha));
        var phrase = "merge pull request " + match.group("number") + " of " + name(match);
        return Step.of("github.merge_pull_request", arguments, phrase);
    }

    private static Step delete(MatchResult match) {
        return Step.of("github.delete_repository", repository(match), "delete the repository " + name(match));
    }

    static Step listChannels() {
        return Step.of("slack.list_channels", Map.of(), "list the channels of the Slack workspace");
    }

    /** By name; the id is looked up. */
    private static Step archive(MatchResult match) {
        var channel = match.group("channel");
        var name = channel.startsWith("#") ? channel.substring(1) : channel;
        return Step.of("slack.archive_channel", Map.of("name", name), "archive the channel " + channel);
    }

    static Step listEvents() {
        return Step.of("calendar.list_events", Map.of("from", SINCE), "list the events of the calendar");
    }

    private static Step createEvent(MatchResult match) {
        var arguments = Map.<String, Object>of(
                "title", match.group("title"), "start", match.group("start"), "end", match.group("end"));
        return Step.of("calendar.create_event", arguments, "create the event \"" + match.group("title") + "\"");
    }

    /** By title; id and last change are looked up. */
    private static Step deleteEvent(MatchResult match) {
        var title = match.group("title");
        return Step.of("calendar.delete_event", Map.of("title", title), "delete the event \"" + title + "\"");
    }

    private static Step readMail(MatchResult match) {
        var id = match.group("id");
        return Step.of("gmail.read_message", Map.of("message_id", id), "read the mail " + id);
    }

    static Step post(String channel, String text) {
        return Step.of("slack.post_message", Map.of("channel", channel, "text", text), "post a message in " + channel);
    }

    private static Step search(MatchResult match) {
        var query = match.group("query");
        return Step.of("gmail.search_messages", Map.of("query", query), "search the mailbox for \"" + query + "\"");
    }

    private static Step send(MatchResult match) {
        return mail(match.group("to"), match.group("subject"), match.group("text"));
    }

    static Step mail(String to, String subject, String text) {
        return Step.of(
                "gmail.send_message", Map.of("to", to, "subject", subject, "text", text), "send a mail to " + to);
    }

    private static Step breakTheSchema() {
        return new Step(
                "github.list_issues",
                Map.of("owner", "octo", "repo", 7, "colour", "red"),
                "list the open issues of octo/website",
                Map.of("owner", "octo", "repo", "website"));
    }

    private static Optional<String> optional(MatchResult match, String group) {
        return Optional.ofNullable(match.group(group));
    }

    /** Unquoted words become a sentence of their own. */
    private static String sentence(String words) {
        var text = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return text.matches(".*[.!?]$") ? text : text + ".";
    }
}
