package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How a service or a part is just now. That its process lives is not enough: it was asked.
 *
 * @param pid of its process, 0 without one
 * @param why empty if it is ready
 */
public record Health(String name, State state, long pid, String address, String why) {
    public enum State {
        READY,
        /** The process lives and does not do its work. */
        NOT_READY,
        DOWN
    }

    /** Of every part and every service, asked all at once. */
    public static List<Health> of(Installation installation) throws IOException, InterruptedException {
        var stack = LiveProcess.find(installation, StackProcess.NAME);
        var questions = new ArrayList<Callable<Health>>();
        for (var part : Part.values()) {
            var address = "127.0.0.1:" + installation.port(part);
            questions.add(() -> of(part.id(), stack, address, () -> Probe.part(installation, part)));
        }
        for (var service : Service.values()) {
            var address = installation.address(service);
            var process = LiveProcess.find(installation, service.id());
            questions.add(() -> of(service.id(), process, address, () -> Probe.service(address)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Health>();
            for (var answer : threads.invokeAll(questions)) {
                answers.add(result(answer));
            }
            return List.copyOf(answers);
        }
    }

    private interface Question {
        Optional<String> trouble();
    }

    private static Health of(String name, Optional<LiveProcess> process, String address, Question question) {
        if (process.isEmpty()) {
            return new Health(name, State.DOWN, 0, address, "its process does not run");
        }
        var trouble = question.trouble();
        return new Health(
                name,
                trouble.isEmpty() ? State.READY : State.NOT_READY,
                process.get().pid(),
                address,
                trouble.orElse(""));
    }

    private static Health result(Future<Health> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
