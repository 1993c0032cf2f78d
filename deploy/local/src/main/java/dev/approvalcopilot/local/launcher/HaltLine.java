package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.client.KillSwitch.Halt;
import dev.approvalcopilot.local.client.KillSwitch.Question;
import dev.approvalcopilot.local.demo.VisibleText;

/** The latest word on a scope, in one line. */
final class HaltLine {
    private HaltLine() {}

    static String of(Halt halt) {
        var line = "%s  %-8s %s  by %s: %s"
                .formatted(halt.since(), halt.halted() ? "halted" : "resumed", halt.scope(), halt.by(), halt.reason());
        return VisibleText.of(halt.resumption() == null ? line : line + question(halt.resumption()));
    }

    private static String question(Question question) {
        return "  (%s asked at %s to resume: %s; a second operator has to say so too)"
                .formatted(question.by(), question.at(), question.reason());
    }
}
