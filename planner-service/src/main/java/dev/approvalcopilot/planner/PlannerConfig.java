package dev.approvalcopilot.planner;

import dev.approvalcopilot.planner.model.ModelConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an installation may set for the planner. A misspelt key stops the start. */
@ConfigMapping(prefix = "planner")
public interface PlannerConfig {

    /** Client ids ({@code azp}) that are this installation's own front ends: their runs are by the agent {@code planner}. */
    @WithDefault("copilot-cli,copilot-page")
    @NotEmpty
    List<String> ownClients();

    /** Runs of one person that may be open at once; one more is answered 429. Keeps a looping client from flooding an inbox. */
    @WithDefault("50")
    @Min(1)
    int maxOpenRuns();

    /** Event streams one instance holds open at once; one more is answered 503. */
    @WithDefault("500")
    @Min(1)
    int maxStreams();

    /** Time between two signs of life on an idle event stream; shorter than the idle limit of common proxies. */
    @WithDefault("PT15S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 1)
    Duration heartbeat();

    /** How often an instance looks for work that another instance left; work of its own wakes it at once. */
    @WithDefault("PT1S")
    @DurationMin(millis = 50)
    @DurationMax(minutes = 1)
    Duration pollInterval();

    /** Runs that one instance thinks about at once. Each holds one request at the model. */
    @WithDefault("8")
    @Min(1)
    @Max(256)
    int maxConcurrentTurns();

    /** Times the model is asked in one run; then the run fails as {@code too_many_turns}. */
    @WithDefault("20")
    @Min(1)
    @Max(200)
    int maxTurns();

    /** Tool calls taken from one answer of the model; the others are dropped and may be asked for again. */
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int maxProposalsPerTurn();

    /** Characters of one tool result that the model gets to read; what does not fit is left out, and said to be. */
    @WithDefault("16384")
    @Min(256)
    @Max(262144)
    int maxResultChars();

    /** Characters of the model's final text that are kept. */
    @WithDefault("20000")
    @Min(256)
    @Max(262144)
    int maxAnswerChars();

    /** How long a run belongs to the instance that thinks about it; after a crash another one waits this long. */
    @WithDefault("PT20S")
    @DurationMin(seconds = 2)
    @DurationMax(minutes = 5)
    Duration lease();

    /** How often the lease is renewed while the model is asked; well below {@link #lease()}. */
    @WithDefault("PT5S")
    @DurationMin(millis = 500)
    @DurationMax(minutes = 1)
    Duration leaseRenewal();

    /** What is asked of the model, and how much of its answer is read; where it is say {@code quarkus.langchain4j.openai.*}. */
    ModelConfig model();

    /** Time zone in which the model is told the date, of persons who did not say theirs. IANA name, such as Europe/Berlin. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** Language of persons who did not say theirs, as the model is told it. BCP 47 tag, such as de-DE. */
    @WithDefault("en")
    @NotBlank
    String locale();

    /**
     * Longest wait for one answer of the model, from the request to its last byte. The extension's own
     * {@code quarkus.langchain4j.openai.timeout} ends a shorter silence: the wait for an answer's first byte, which comes when the
     * model has thought to the end. Models on one's own machine take minutes. A cancelled or halted run waits for neither.
     */
    @WithDefault("PT6M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration modelDeadline();

    /**
     * How long a run waits for a model that cannot be reached, is busy or asks to wait; then it fails as
     * {@code model_unreachable}. Outlasts a rate limit of a minute and a restart of the server.
     */
    @WithDefault("PT15M")
    @DurationMin(millis = 10)
    @DurationMax(hours = 24)
    Duration modelPatience();

    /**
     * Attempts at one turn that end in an answer that is none, or in a fault of the planner, after which the run fails. Fewer
     * for answers that are cut short or filtered (2) and for empty ones (3).
     */
    @WithDefault("5")
    @Min(1)
    @Max(50)
    int modelAttempts();

    /** Wait after the first failed attempt; doubles with each one. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 5)
    Duration modelBackoff();

    /** Times the model may make one mistake in a run before the run fails as {@code repeated_mistake}. */
    @WithDefault("3")
    @Min(2)
    @Max(20)
    int maxSameMistakes();

    /** Longest wait between two attempts that the endpoint did not ask for. */
    @WithDefault("PT1M")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 30)
    Duration modelBackoffMax();
}
