package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.text.MarkedText;
import dev.approvalcopilot.local.client.KillSwitch.Halt;
import dev.approvalcopilot.local.client.KillSwitch.Question;

/** The latest word on a scope, in one line. */
final class HaltLine {
    private HaltLine() {}

    static String of(Halt halt) {
        var line = "%s  %-8s %s  by %s: %s"
                .formatted(
                        halt.since(),
                        halt.halted() ? "halted" : "resumed",
                        marked(halt.scope()),
                        marked(halt.by()),
                        marked(halt.reason()));
        var question = halt.resumption() == null ? "" : question(halt.resumption());
        var note = halt.note() == null ? "" : "  (" + marked(halt.note()) + ")";
        return line + question + note;
    }

    private static String question(Question question) {
        return "  (%s asked at %s to resume: %s; a second operator has to say so too)"
                .formatted(marked(question.by()), question.at(), marked(question.reason()));
    }

    private static String marked(String text) {
        return MarkedText.line(text).toString();
    }
}
