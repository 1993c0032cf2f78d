package dev.approvalcopilot.support.testing;

import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The service's handler in this module's tests: says something through the outbox, then fails as the test wants. */
@ApplicationScoped
public class ScriptedHandler implements EventHandler {

    private final Outbox outbox;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, IntFunction<RuntimeException>> failures = new ConcurrentHashMap<>();

    /** One call, and whether it ended well. */
    public record Call(ReceivedEvent event, boolean succeeded) {}

    ScriptedHandler(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param failure what the n-th call (from 1) for the key throws, or null */
    public void fail(String key, IntFunction<RuntimeException> failure) {
        failures.put(key, failure);
    }

    public List<Call> calls(String key) {
        return calls.stream().filter(c -> c.event().key().equals(key)).toList();
    }

    /** Keys of the successful calls, in order, out of those given. */
    public List<String> succeeded(List<String> keys) {
        return calls.stream()
                .filter(Call::succeeded)
                .map(c -> c.event().key())
                .filter(keys::contains)
                .toList();
    }

    @Override
    public void handle(ReceivedEvent event) {
        event.event();
        int number = calls(event.key()).size() + 1;
        outbox.add(Events.step(UUID.fromString(event.key()), "call " + number));
        var failure = Stream.ofNullable(failures.get(event.key()))
                .map(f -> f.apply(number))
                .filter(f -> f != null)
                .findFirst();
        calls.add(new Call(event, failure.isEmpty()));
        failure.ifPresent(f -> {
            throw f;
        });
    }
}
