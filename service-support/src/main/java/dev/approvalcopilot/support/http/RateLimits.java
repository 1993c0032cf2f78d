package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.http.Buckets.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts requests and says which one is too many. What it cannot do: see other replicas, or tell people behind one address
 * apart before they log in.
 */
@Singleton
class RateLimits {

    private static final int IPV6_NETWORK_GROUPS = 4;

    private final Buckets person;
    private final Buckets client;
    private final Buckets work;
    private final Buckets stranger;
    private final Optional<Pattern> workRequests;
    private final MeterRegistry meters;

    RateLimits(HttpConfig config, MeterRegistry meters) {
        var limits = config.limits();
        this.person = buckets("person", limits.person(), limits);
        this.client = buckets("client", limits.client(), limits);
        this.work = buckets("work", limits.work(), limits);
        this.stranger = buckets("stranger", limits.stranger(), limits);
        this.workRequests = limits.workRequests().map(Pattern::compile);
        this.meters = meters;
    }

    private static Buckets buckets(String name, HttpConfig.Rate rate, HttpConfig.Limits limits) {
        return new Buckets(name, rate, limits.remembered(), System::nanoTime);
    }

    /** Counts a request of somebody known: the first limit that refuses it, else the one with the least left. */
    Taken known(Caller caller, RoutingContext request) {
        var takes = new ArrayList<Taken>(List.of(person.take(caller.sub())));
        caller.client().ifPresent(azp -> takes.add(client.take(azp)));
        if (isWork(request)) {
            takes.add(work.take(caller.client().orElse("") + " " + caller.sub()));
        }
        return counted(takes.stream()
                .filter(taken -> !taken.taken())
                .findFirst()
                .orElseGet(() -> Collections.min(takes, Comparator.comparingLong(Taken::remaining))));
    }

    /** Counts a request of somebody unknown, whose credentials were refused or who had none. */
    Optional<TooManyRequests> stranger(RoutingContext request) {
        var taken = counted(stranger.take(address(request.request().remoteAddress())));
        return taken.taken() ? Optional.empty() : Optional.of(new TooManyRequests(taken));
    }

    private boolean isWork(RoutingContext request) {
        var line = request.request().method() + " " + request.normalizedPath();
        return workRequests.filter(pattern -> pattern.matcher(line).matches()).isPresent();
    }

    private Taken counted(Taken taken) {
        if (!taken.taken()) {
            meters.counter("http.requests.limited", "limit", taken.limit()).increment();
        }
        return taken;
    }

    /** An IPv6 subscriber has a whole /64. */
    static String address(SocketAddress remote) {
        var address = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
        var groups = address.split(":", -1);
        if (groups.length <= IPV6_NETWORK_GROUPS) {
            return address;
        }
        return String.join(":", List.of(groups).subList(0, IPV6_NETWORK_GROUPS));
    }
}
