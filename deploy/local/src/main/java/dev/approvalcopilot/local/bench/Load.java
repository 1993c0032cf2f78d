package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.client.CopilotClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Keeps a number of actions going until enough have lived. */
final class Load {
    private static final Duration LIFE_LIMIT = Duration.ofSeconds(60);
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(10);

    /** With so many failures more would teach nothing. */
    private static final int MAX_FAILURES = 20;

    /** @param lives in the order of their ends; fewer than asked for when it was broken off */
    record Lived(List<Life> lives, Duration took) {
        Lived {
            lives = List.copyOf(lives);
        }

        List<Life.Finished> finished() {
            return lives.stream()
                    .filter(Life.Finished.class::isInstance)
                    .map(Life.Finished.class::cast)
                    .toList();
        }

        List<Life.Failed> failed() {
            return lives.stream()
                    .filter(Life.Failed.class::isInstance)
                    .map(Life.Failed.class::cast)
                    .toList();
        }
    }

    private final List<CopilotClient> people;

    /** @param people take turns */
    Load(List<CopilotClient> people) {
        this.people = List.copyOf(people);
    }

    /** @param done told how many have ended */
    Lived run(int concurrency, int actions, IntConsumer done) throws InterruptedException {
        var round = new Round(UUID.randomUUID().toString().substring(0, 8), actions, done);
        var places = new ArrayList<Callable<Void>>();
        for (var place = 0; place < concurrency; place++) {
            var person = people.get(place % people.size());
            places.add(() -> round.liveOneAfterAnother(person));
        }
        var begin = Instant.now();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var ended : threads.invokeAll(places)) {
                ended.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a defect of the bench", e.getCause());
        }
        return new Lived(List.copyOf(round.lives), Duration.between(begin, Instant.now()));
    }

    private static final class Round {
        private final String name;
        private final int actions;
        private final IntConsumer done;
        private final Instant limit = Instant.now().plus(ROUND_LIMIT);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final ConcurrentLinkedQueue<Life> lives = new ConcurrentLinkedQueue<>();
        private final AtomicInteger ended = new AtomicInteger();

        Round(String name, int actions, IntConsumer done) {
            this.name = name;
            this.actions = actions;
            this.done = done;
        }

        Void liveOneAfterAnother(CopilotClient person) throws InterruptedException {
            while (failures.get() < MAX_FAILURES && Instant.now().isBefore(limit)) {
                var number = begun.incrementAndGet();
                if (number > actions) {
                    break;
                }
                var life = new OneAction(person, LIFE_LIMIT).live("Bench " + name + " no " + number);
                lives.add(life);
                if (life instanceof Life.Failed) {
                    failures.incrementAndGet();
                }
                done.accept(ended.incrementAndGet());
            }
            return null;
        }
    }
}
