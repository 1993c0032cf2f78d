package dev.approvalcopilot.support.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What every HTTP surface allows. The rates' defaults stand in META-INF/microprofile-config.properties. */
@ConfigMapping(prefix = "copilot.http")
public interface HttpConfig {

    /** Beginnings of the paths of static files, which may be cached and are not counted; default none. */
    Optional<List<String>> staticPaths();

    /** Beginnings of the paths that prove in their body who calls, and are not counted; default none. */
    Optional<List<String>> uncountedPaths();

    /** ISO-8601, default two years: how long a browser that came over TLS insists on TLS. */
    @WithDefault("P730D")
    Duration strictTransport();

    @Valid
    Limits limits();

    /** Requests that one replica takes. Each replica counts by itself: N of them allow N times as much. */
    interface Limits {

        /** All requests of one person (the token's or session's {@code sub}), through whatever client. */
        @Valid
        Rate person();

        /** All requests of one client ({@code azp}), for all people together. A session of the page has none. */
        @Valid
        Rate client();

        /** Requests that make an agent work ({@link #workRequests}), of one person through one client. */
        @Valid
        Rate work();

        /** Requests without a valid token or session, by address. Who has one is never refused for the address. */
        @Valid
        Rate stranger();

        /** {@code METHOD /path} of what counts as work, a regular expression; default: nothing does. */
        Optional<String> workRequests();

        /** Live streams that one person has open at once, default 20: one for each tab of a browser. */
        @WithDefault("20")
        @Min(1)
        int streamsPerPerson();

        /** People, clients and addresses remembered by each limit, default 20000. One more forgets who came least. */
        @WithDefault("20000")
        @Min(100)
        @Max(1_000_000)
        int remembered();
    }

    /** A token bucket: what may come at once, and how it fills up again. */
    interface Rate {

        /** Requests at once. */
        @Min(1)
        long burst();

        /** Requests a minute in the long run. */
        @Min(1)
        long perMinute();
    }
}
