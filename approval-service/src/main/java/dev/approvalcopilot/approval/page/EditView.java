package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.decision.FieldError;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The arguments of an action as a form.
 *
 * @param bar for what the form names: digest and view
 * @param problems why it is shown again; empty at first
 */
public record EditView(InertText sentence, List<Field> fields, List<Problem> problems, DecisionBar bar) {
    private static final int LINE = 60;
    private static final int MAX_ROWS = 12;

    /**
     * @param label the argument's name
     * @param name the same, as it is sent back
     * @param error what is wrong with what was sent; empty when nothing
     * @param finding hidden characters in it; empty when there are none
     */
    public record Field(
            String id,
            InertText label,
            String name,
            String hint,
            String value,
            int rows,
            String error,
            String finding) {}

    /** @param field id of the control at fault; empty for the whole */
    public record Problem(String field, String text) {}

    public EditView {
        fields = List.copyOf(fields);
        problems = List.copyOf(problems);
    }

    /**
     * @param sent what was sent, by argument; empty at first
     * @param errors what is wrong with it
     */
    static EditView of(
            ActionDetail action, EditForm form, Map<String, String> sent, List<FieldError> errors, Instant now) {
        var fields = new ArrayList<Field>();
        for (var name : form.names()) {
            fields.add(field("argument-" + fields.size(), name, form, sent, errors));
        }
        var problems = errors.stream().map(error -> problem(error, fields)).toList();
        return new EditView(
                InertText.line(action.sentence()),
                fields,
                problems,
                DecisionBar.of(action, DecisionBar.Mode.CHOOSE, now));
    }

    private static Field field(
            String id, String name, EditForm form, Map<String, String> sent, List<FieldError> errors) {
        var value = sent.getOrDefault(name, form.value(name));
        var hint = (form.isText(name) ? "text" : "JSON") + (form.isRequired(name) ? "" : ", may be left empty");
        var error = errors.stream()
                .filter(e -> name.equals(argument(e)))
                .map(FieldError::detail)
                .findFirst()
                .orElse("");
        return new Field(
                id,
                InertText.line(name),
                name,
                hint,
                value,
                rows(value),
                error,
                InertText.block(value).finding().orElse(""));
    }

    private static int rows(String value) {
        long lines = value.lines().mapToLong(line -> 1 + line.length() / LINE).sum();
        return Math.clamp(lines, 1, MAX_ROWS);
    }

    private static Problem problem(FieldError error, List<Field> fields) {
        return fields.stream()
                .filter(field -> field.name.equals(argument(error)))
                .map(field -> new Problem(field.id, field.label + ": " + error.detail()))
                .findFirst()
                .orElseGet(() -> new Problem("", error.detail()));
    }

    /** The first part of a JSON pointer (RFC 6901). */
    private static String argument(FieldError error) {
        var parts = error.pointer().split("/", 3);
        return parts.length < 2 ? "" : parts[1].replace("~1", "/").replace("~0", "~");
    }
}
