package dev.approvalcopilot.local.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a goal in plain words into steps. "then", ";" and a full stop put steps one after the other; "and" and a comma put
 * them side by side. A goal with a heading ("Clean up: …") is done step by step, after looking at what will be deleted.
 */
final class GoalParser {

    private static final Pattern CONNECTOR = Pattern.compile(
            "\\G(?:\\s*[,;.]?\\s+(?:and\\s+)?(?:then|finally),?\\s+|\\s*;\\s*|\\.\\s+|\\s*,\\s+and\\s+|\\s*,\\s+|\\s+and\\s+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE_AFTER_THE_OTHER =
            Pattern.compile("(?s).*(?:then|finally|;|\\.).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING = Pattern.compile("(?s)([^:'\"‘“]{3,120}):\\s+(.+)");
    private static final Pattern POLITENESS = Pattern.compile(
            "^(?:(?:please|first|finally|also|now|next|afterwards|could you|can you|i want you to|then|and)[, ]+)+",
            Pattern.CASE_INSENSITIVE);

    /** A part of the goal with what stood before it. */
    private record Clause(String connector, String text, Optional<Step> step) {

        static Clause of(String connector, String text) {
            var plain = POLITENESS.matcher(text.strip()).replaceFirst("").replaceAll("[.!?,]+$", "");
            return new Clause(connector, text, StepGrammar.parse(plain));
        }

        Clause joinedWith(Clause next) {
            return of(connector, text + next.connector + next.text);
        }

        boolean startsStage() {
            return ONE_AFTER_THE_OTHER.matcher(connector).matches();
        }
    }

    private GoalParser() {}

    static Plan parse(String goal) {
        var clauses = clauses(goal.strip());
        var heading = HEADING.matcher(goal.strip());
        if (clauses.stream().allMatch(clause -> clause.step().isPresent()) || !heading.matches()) {
            return asConnected(clauses);
        }
        return stepByStep(clauses(heading.group(2)));
    }

    private static List<Clause> clauses(String goal) {
        var clauses = new ArrayList<Clause>();
        for (var clause : cut(goal)) {
            boolean belongsToLast = clause.step().isEmpty() && !clauses.isEmpty();
            var joined = belongsToLast ? clauses.getLast().joinedWith(clause) : clause;
            if (belongsToLast && joined.step().isPresent()) {
                clauses.set(clauses.size() - 1, joined);
            } else {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    private static List<Clause> cut(String goal) {
        var clauses = new ArrayList<Clause>();
        var connector = CONNECTOR.matcher(goal);
        var before = "";
        int start = 0;
        int position = 0;
        while (position < goal.length()) {
            int quoteEnd = Quotes.end(goal, position);
            if (quoteEnd > position) {
                position = quoteEnd;
            } else if (connector.find(position) && connector.start() == position) {
                clauses.add(Clause.of(before, goal.substring(start, position)));
                before = connector.group();
                start = connector.end();
                position = start;
            } else {
                position++;
            }
        }
        if (start < goal.length()) {
            clauses.add(Clause.of(before, goal.substring(start)));
        }
        return clauses;
    }

    private static Plan asConnected(List<Clause> clauses) {
        var builder = new Builder();
        for (var clause : clauses) {
            if (clause.startsStage()) {
                builder.nextStage();
            }
            builder.add(clause);
        }
        return builder.build();
    }

    private static Plan stepByStep(List<Clause> clauses) {
        var builder = new Builder();
        clauses.stream()
                .takeWhile(clause -> clause.step().filter(Step::isRead).isPresent())
                .forEach(builder::add);
        clauses.stream()
                .flatMap(clause -> clause.step().stream())
                .filter(step -> step.tool().equals("github.delete_repository"))
                .forEach(builder::lookFirst);
        clauses.stream()
                .dropWhile(clause -> clause.step().filter(Step::isRead).isPresent())
                .forEach(clause -> {
                    builder.nextStage();
                    builder.add(clause);
                });
        return builder.build();
    }

    private static final class Builder {
        private final List<List<Plan.Numbered>> stages = new ArrayList<>();
        private final List<String> notUnderstood = new ArrayList<>();
        private List<Plan.Numbered> stage = new ArrayList<>();
        private int count;

        void nextStage() {
            if (!stage.isEmpty()) {
                stages.add(stage);
                stage = new ArrayList<>();
            }
        }

        void add(Clause clause) {
            clause.step()
                    .ifPresentOrElse(
                            this::add, () -> notUnderstood.add(clause.text().strip()));
        }

        private void add(Step step) {
            stage.add(new Plan.Numbered(++count, step));
        }

        void lookFirst(Step deletion) {
            StepGrammar.parse("look at the repository " + deletion.text("owner") + "/" + deletion.text("repo"))
                    .filter(look ->
                            stage.stream().noneMatch(planned -> planned.step().equals(look)))
                    .ifPresent(this::add);
        }

        Plan build() {
            nextStage();
            return new Plan(stages, notUnderstood);
        }
    }
}
