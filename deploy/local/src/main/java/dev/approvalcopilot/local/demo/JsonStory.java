package dev.approvalcopilot.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** For programs: one JSON object a line, each with {@code time} and {@code chapter}; the last one has {@code result}. */
public final class JsonStory implements Story {
    private final PrintStream out;
    private Chapter current = Chapter.GOAL;

    public JsonStory(PrintStream out) {
        this.out = out;
    }

    @Override
    public void chapter(Chapter chapter) {
        current = chapter.compareTo(current) > 0 ? chapter : current;
    }

    @Override
    public void tell(Moment moment) {
        var line = line(moment.at());
        if (!moment.level().isEmpty()) {
            line.put("level", moment.level());
        }
        line.put("sentence", moment.sentence());
        line.put("state", moment.state());
        if (moment.took() != null) {
            line.put("millis", moment.took().toMillis());
        }
        if (!moment.details().isEmpty()) {
            line.put("details", moment.details());
        }
        print(line);
    }

    @Override
    public void quote(String who, String text) {
        var line = line(Instant.now());
        line.put("who", who);
        line.put("says", text);
        print(line);
    }

    @Override
    public void end(List<String> shown, String next) {
        var line = line(Instant.now());
        line.put("result", "shown");
        line.put("shown", shown);
        line.put("next", next);
        print(line);
    }

    @Override
    public void fail(List<String> differences) {
        var line = line(Instant.now());
        line.put("result", "failed");
        line.put("differences", differences);
        print(line);
    }

    private Map<String, Object> line(Instant at) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", at);
        line.put("chapter", current.name().toLowerCase(Locale.ROOT));
        return line;
    }

    private void print(Map<String, Object> line) {
        try {
            out.println(Json.MAPPER.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is plain data", e);
        }
    }
}
