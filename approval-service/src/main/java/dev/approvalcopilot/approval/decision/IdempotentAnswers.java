package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * The Idempotency-Key: the same request under the same key gets the same answer for a day. A refusal is no answer that is kept,
 * so a request can be sent again after a login, or when Auth0 is back. What a repetition finds half done, the rules of a decision
 * know as their own.
 */
@ApplicationScoped
class IdempotentAnswers {
    private final Jdbi jdbi;

    IdempotentAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param answer JSON; null when none is kept yet */
    record Kept(String fingerprint, String answer) {}

    /**
     * @param key empty for none: then nothing is kept
     * @param path what the request is sent to; the same body to another place is another request
     * @throws ProblemException {@code idempotency_key_reused}, when another request came under this key
     */
    <T> T once(Caller caller, String key, String path, Object request, Class<T> type, Supplier<T> work) {
        if (key.isEmpty()) {
            return work.get();
        }
        var owner = caller.client() + " " + caller.sub();
        var fingerprint = Digest.of(write(List.of(path, request)).getBytes(StandardCharsets.UTF_8))
                .value();
        var kept = claim(owner, key, fingerprint);
        if (!kept.fingerprint.equals(fingerprint)) {
            throw new ProblemException(
                    ApprovalProblem.IDEMPOTENCY_KEY_REUSED,
                    "Another request was sent under this Idempotency-Key. Choose a new one for each decision.");
        }
        if (kept.answer != null) {
            return read(kept.answer, type);
        }
        var answer = work.get();
        keep(owner, key, write(answer));
        return answer;
    }

    private Kept claim(String owner, String key, String fingerprint) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into idempotent_answers (caller, key, fingerprint, at)
                            values (:owner, :key, :fingerprint, clock_timestamp())
                            on conflict (caller, key) do update
                                set fingerprint = excluded.fingerprint, answer = null, at = excluded.at
                                where idempotent_answers.at < clock_timestamp() - interval '24 hours'""")
                    .bind("owner", owner)
                    .bind("key", key)
                    .bind("fingerprint", fingerprint)
                    .execute();
            return handle.createQuery(
                            "select fingerprint, answer from idempotent_answers where caller = :owner and key = :key")
                    .bind("owner", owner)
                    .bind("key", key)
                    .map((row, _) -> new Kept(row.getString("fingerprint"), row.getString("answer")))
                    .one();
        });
    }

    private void keep(String owner, String key, String answer) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update idempotent_answers set answer = coalesce(answer, :answer)
                        where caller = :owner and key = :key""")
                .bind("answer", answer)
                .bind("owner", owner)
                .bind("key", key)
                .execute());
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        jdbi.useHandle(handle ->
                handle.execute("delete from idempotent_answers where at < clock_timestamp() - interval '24 hours'"));
    }

    private static String write(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("requests and answers are plain data", e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that was kept cannot be read", e);
        }
    }
}
