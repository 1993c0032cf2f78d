package dev.approvalcopilot.approval.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wants to be told, and where.
 *
 * @param channels each channel; one that is left out is as by default
 * @param quiet null for no quiet hours
 */
public record Preferences(Map<Channel, Wish> channels, Quiet quiet) {
    /** @param from the lowest level that is told */
    public record Wish(boolean on, RiskLevel from) {
        public Wish {
            if (from == null) {
                throw new IllegalArgumentException("a channel that is used has a lowest level");
            }
        }
    }

    public static final Preferences DEFAULT = new Preferences(Map.of(), null);

    public Preferences {
        var all = new EnumMap<Channel, Wish>(Channel.class);
        for (var channel : Channel.values()) {
            all.put(channel, new Wish(true, channel.lowestByDefault()));
        }
        if (channels != null) {
            all.putAll(channels);
        }
        if (all.containsValue(null)) {
            throw new IllegalArgumentException("a channel that is named has a wish");
        }
        channels = Map.copyOf(all);
    }

    boolean wants(Channel channel, RiskLevel level) {
        var wish = channels.get(channel);
        return wish.on() && level.compareTo(wish.from()) >= 0;
    }

    /**
     * When to tell of an action of this level. CRITICAL does not wait, and neither does what nobody could decide any more at the
     * end of the quiet hours.
     *
     * @param expiresAt null for what does not expire
     */
    Instant due(RiskLevel level, Instant now, Instant expiresAt) {
        return level == RiskLevel.CRITICAL
                ? now
                : quietHours()
                        .flatMap(hours -> hours.endAfter(now))
                        .filter(end -> expiresAt == null || end.isBefore(expiresAt))
                        .orElse(now);
    }

    @JsonIgnore
    public Optional<Quiet> quietHours() {
        return Optional.ofNullable(quiet);
    }
}
