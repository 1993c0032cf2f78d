package dev.approvalcopilot.risk.policy;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Map;
import java.util.TreeSet;

/**
 * A CEL expression (cel.dev) that says yes or no. Compiled once, checked against the declared names and types, and evaluated
 * within limits: CEL has no unbounded loops, its regular expressions (RE2) take linear time, and what a policy could still do
 * with loops in loops ends at a budget.
 */
final class Expression {

    /** Every name that an expression can use, with its type. */
    static final Map<String, CelType> VARIABLES = Map.ofEntries(
            Map.entry("action.tool", SimpleType.STRING),
            Map.entry("action.connection", SimpleType.STRING),
            Map.entry("action.principal", SimpleType.STRING),
            Map.entry("action.agent", SimpleType.STRING),
            Map.entry("action.scopes", ListType.create(SimpleType.STRING)),
            Map.entry("action.arguments", MapType.create(SimpleType.STRING, SimpleType.DYN)),
            Map.entry("action.texts", ListType.create(SimpleType.STRING)),
            Map.entry("manifest.riskFloor", SimpleType.STRING),
            Map.entry("manifest.effect", SimpleType.STRING),
            Map.entry("manifest.reversibility", SimpleType.STRING),
            Map.entry("history.sameToolLastHour", SimpleType.INT),
            Map.entry("history.firstUseByAgent", SimpleType.BOOL),
            Map.entry("now", SimpleType.TIMESTAMP));

    private static final Cel CEL = environment();

    private final Program program;

    private Expression(Program program) {
        this.program = program;
    }

    private static Cel environment() {
        var options = CelOptions.current()
                .maxExpressionCodePointSize(Limits.MAX_EXPRESSION_CHARS)
                .comprehensionMaxIterations(Limits.MAX_ITERATIONS)
                .maxParseRecursionDepth(64)
                .maxRegexProgramSize(2000)
                .build();
        // No join, replace or format: with them two long arguments could make a text as large as their product.
        var strings = CelExtensions.strings(
                Function.LOWER_ASCII,
                Function.UPPER_ASCII,
                Function.TRIM,
                Function.SPLIT,
                Function.SUBSTRING,
                Function.INDEX_OF,
                Function.LAST_INDEX_OF);
        var builder = CelFactory.standardCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(strings)
                .addRuntimeLibraries(strings)
                .setResultType(SimpleType.BOOL);
        VARIABLES.forEach(builder::addVar);
        return builder.build();
    }

    /**
     * @param line of the file on which the text begins
     * @throws BadPolicy naming file and line, for what is no CEL, uses unknown names or wrong types, or is no yes-or-no question
     */
    static Expression compile(String file, int line, String text) {
        try {
            var ast = CEL.compile(text).getAst();
            return new Expression(CEL.createProgram(ast));
        } catch (CelValidationException e) {
            var first = e.getErrors().getFirst();
            int inText = Math.max(first.getSourceLocation().getLine(), 1);
            throw new BadPolicy(
                    file, line + inText - 1, "when: " + first.getMessage() + knownNames(first.getMessage()));
        } catch (CelEvaluationException e) {
            throw new BadPolicy(file, line, "when: cannot be evaluated");
        }
    }

    private static String knownNames(String message) {
        return message.startsWith("undeclared reference")
                ? "; known names: " + String.join(", ", new TreeSet<>(VARIABLES.keySet()))
                : "";
    }

    /** Asks. @throws PolicyFailed when there is no answer within the limits */
    boolean holds(Facts facts, Limits limits) throws PolicyFailed {
        var budget = new Budget(limits);
        try {
            var answer = program.trace(facts.asVariables(), budget);
            if (answer instanceof Boolean yes) {
                return yes;
            }
            throw new PolicyFailed(PolicyFailed.Cause.ERROR);
        } catch (CelEvaluationException | RuntimeException e) {
            throw new PolicyFailed(budget.spent == null ? PolicyFailed.Cause.ERROR : budget.spent);
        }
    }

    /** Called by CEL after each part of the expression; ends the evaluation when the budget is spent. */
    private static final class Budget implements CelEvaluationListener {

        private final int maxSteps;
        private final long deadline;
        private int steps;
        private PolicyFailed.Cause spent;

        Budget(Limits limits) {
            this.maxSteps = limits.maxSteps();
            this.deadline = System.nanoTime() + limits.timeout().toNanos();
        }

        @Override
        public void callback(dev.cel.common.ast.CelExpr part, Object value) {
            if (++steps > maxSteps) {
                spent = PolicyFailed.Cause.TOO_MANY_STEPS;
            } else if (System.nanoTime() - deadline > 0) {
                spent = PolicyFailed.Cause.TIMEOUT;
            }
            if (spent != null) {
                throw new IllegalStateException("the budget is spent");
            }
        }
    }
}
