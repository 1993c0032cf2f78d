package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.AttentionConfig;
import dev.approvalcopilot.contracts.action.RiskLevel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long a waiting action wants to be read: by its policy, its level, and what became of its like. */
@ApplicationScoped
public class ReadingTimes {
    private final AttentionConfig config;

    ReadingTimes(ApprovalConfig config) {
        this.config = config.attention();
    }

    /**
     * @param dwell what a policy wants; zero for nothing
     * @param like the rejection that it is like
     */
    public ReadingTime of(RiskLevel level, Duration dwell, Optional<LikeRejected> like) {
        var byPolicy = new ReadingTime.Pause(ReadingTime.Why.POLICY, dwell, Instant.MIN);
        var byLevel = new ReadingTime.Pause(ReadingTime.Why.LEVEL, reading(level), Instant.MIN);
        return new ReadingTime(like.map(rejected ->
                        new ReadingTime.Pause(ReadingTime.Why.LIKE_REJECTED, coolDown(level), rejected.at()))
                .map(coolDown -> List.of(coolDown, byPolicy, byLevel))
                .orElse(List.of(byPolicy, byLevel)));
    }

    private Duration reading(RiskLevel level) {
        var times = config.readingTime();
        return switch (level) {
            case LOW -> times.low();
            case MEDIUM -> times.medium();
            case HIGH -> times.high();
            case CRITICAL -> times.critical();
        };
    }

    private Duration coolDown(RiskLevel level) {
        var times = config.coolDown();
        return switch (level) {
            case LOW -> times.low();
            case MEDIUM -> times.medium();
            case HIGH -> times.high();
            case CRITICAL -> times.critical();
        };
    }
}
