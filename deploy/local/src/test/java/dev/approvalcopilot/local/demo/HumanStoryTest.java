package dev.approvalcopilot.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HumanStoryTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

    @Test
    void tellsEachHeadingOnceAndNeverGoesBack() {
        var story = new HumanStory(out, false);
        story.chapter(Chapter.GOAL);
        story.chapter(Chapter.DECISION);
        story.chapter(Chapter.PLAN);
        story.chapter(Chapter.DECISION);

        assertThat(text().lines().filter(line -> !line.isEmpty())).containsExactly("Goal", "Decision");
    }

    @Test
    void alignsLevelSentenceStateAndDuration() {
        new HumanStory(out, false)
                .tell(Moment.now("CRITICAL", "Delete octo/site", "done").after(Duration.ofMillis(1234)));

        assertThat(text())
                .matches("  \\d\\d:\\d\\d:\\d\\d\\.\\d{3}  !! CRITICAL  Delete octo/site {35}done {25}1.23 s\\R");
    }

    @Test
    void letsNoEscapeSequenceOfOthersPass() {
        var story = new HumanStory(out, false);
        story.tell(Moment.now("LOW", "Post \033[31mred", "waits").with("payload", "a\u202Eb\u200Bc\u00A0d"));
        story.quote("the agent", "done\033]0;owned\007");
        story.end(List.of("shown\rhidden"), "http://127.0.0.1:1/");

        assertThat(text())
                .doesNotContain("\033", "\007", "\u202E", "\u200B", "\u00A0")
                .contains("[U+001B][31mred", "a[U+202E]b[U+200B]c[U+00A0]d", "shown[U+000D]hidden");
    }

    @Test
    void coloursOnlyWhereItMay() {
        new HumanStory(out, true).tell(Moment.now("LOW", "List", "done"));
        assertThat(text()).contains("\033[32m");
    }

    private String text() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
