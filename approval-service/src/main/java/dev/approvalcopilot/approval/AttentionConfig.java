package dev.approvalcopilot.approval;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What keeps a yes from becoming a reflex, and an agent from asking without end. Keys under {@code approval.attention}. */
public interface AttentionConfig {
    ReadingTime readingTime();

    CoolDown coolDown();

    LikeRejected likeRejected();

    Limits limits();

    Statistics statistics();

    Canary canary();

    /** How long an action stands before a person's eyes until it can be approved. ISO-8601; a policy's longer time wins. */
    interface ReadingTime {
        @WithDefault("PT0S")
        Duration low();

        @WithDefault("PT0S")
        Duration medium();

        /** Time for the sentence and the target. */
        @WithDefault("PT3S")
        Duration high();

        /** The fresh login takes longer than that anyway. */
        @WithDefault("PT5S")
        Duration critical();
    }

    /** The same for an action like one that was rejected: long enough to ask oneself what has changed. ISO-8601. */
    interface CoolDown {
        @WithDefault("PT30S")
        Duration low();

        @WithDefault("PT30S")
        Duration medium();

        @WithDefault("PT30S")
        Duration high();

        @WithDefault("PT30S")
        Duration critical();
    }

    /** How long a rejection is remembered. */
    interface LikeRejected {
        /** ISO-8601. An action like one that was rejected within this time is marked. Default a week. */
        @WithDefault("P7D")
        Duration within();

        /** After so many rejections in one run nobody is asked about the like any more in it. 0: never. */
        @WithDefault("3")
        int mostInARun();
    }

    /** Who sees more than their own numbers, by group. Default nobody: a person's numbers are the person's. */
    interface Statistics {
        /** Groups that see the numbers of everybody together, without names. */
        Optional<Set<String>> showTeamTo();

        /** Groups that see each person's numbers, by name. Tell the people before you set it. */
        Optional<Set<String>> showPeopleTo();
    }

    /** Made-up requests that ought to be rejected, for people who asked for them on the settings page. */
    interface Canary {
        /**
         * In whose name they ask; no planner and no outside agent may have that name, and nothing of it ever runs. Default none:
         * there are no such requests.
         */
        Optional<String> agent();

        /** ISO-8601, at least a minute. Between two for one person, on average. */
        @WithDefault("P7D")
        Duration every();

        /** Whether a yes to one is a security event. Default no: it is the person's own business. */
        @WithDefault("false")
        boolean tellOperators();
    }

    /** What one agent may ask one person for; beyond, it is rejected at once. */
    interface Limits {
        /** Actions that wait at the same time. */
        @WithDefault("1000")
        int waiting();

        /** New actions within an hour. */
        @WithDefault("2000")
        int perHour();

        /** Other numbers for single agents, by their name. */
        Map<String, Limit> agents();

        /** Of one agent; both are said. */
        interface Limit {
            /** Actions that wait at the same time. */
            int waiting();

            /** New actions within an hour. */
            int perHour();
        }
    }
}
