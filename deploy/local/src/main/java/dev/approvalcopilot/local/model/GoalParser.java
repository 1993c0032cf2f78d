package dev.approvalcopilot.local.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a goal in plain words into steps. "then", ";" and a full stop put steps one after the other; "and" and a comma put
 * them side by side. What a step must have seen is looked at before. A goal with a heading ("Clean up: …") is done step by
 * step, and all that needs a look is looked at first.
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
                .flatMap(step -> Pins.of(step).stream())
                .forEach(pins -> builder.lookFirst(pins.look()));
        clauses.stream()
                .dropWhile(clause -> clause.step().filter(Step::isRead).isPresent())
                .forEach(clause -> {
                    builder.nextStage();
                    builder.add(clause);
                });
        return builder.build();
    }

    private static final class Builder {
        private final List<List<Step>> stages = new ArrayList<>();
        private final List<String> notUnderstood = new ArrayList<>();
        private List<Step> stage = new ArrayList<>();

        /** Ends the stage, with one before it for the looks that its steps need and no earlier one has. */
        void nextStage() {
            if (stage.isEmpty()) {
                return;
            }
            var looks = stage.stream()
                    .flatMap(step -> Pins.of(step).stream())
                    .map(Pins::look)
                    .distinct()
                    .filter(look -> stages.stream().noneMatch(earlier -> earlier.contains(look)))
                    .toList();
            if (!looks.isEmpty()) {
                stages.add(looks);
                stage.removeAll(looks);
            }
            stages.add(stage);
            stage = new ArrayList<>();
        }

        void add(Clause clause) {
            clause.step()
                    .ifPresentOrElse(
                            stage::add, () -> notUnderstood.add(clause.text().strip()));
        }

        void lookFirst(Step look) {
            if (!stage.contains(look)) {
                stage.add(look);
            }
        }

        Plan build() {
            nextStage();
            var numbered = new ArrayList<List<Plan.Numbered>>();
            int count = 0;
            for (var steps : stages) {
                var numberedSteps = new ArrayList<Plan.Numbered>();
                for (var step : steps) {
                    numberedSteps.add(new Plan.Numbered(++count, step));
                }
                numbered.add(numberedSteps);
            }
            return new Plan(numbered, notUnderstood);
        }
    }
}
