package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the endpoint for a request, and turns whatever goes wrong into an answer. */
final class Router implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Router.class.getName());

    /** Answers a request; {@code path} holds what stood where the route has {@code {}}. */
    interface Endpoint {
        Response handle(Request request, List<String> path);
    }

    private record Route(String method, List<String> pattern, Endpoint endpoint) {
        Optional<List<String>> match(List<String> path) {
            if (pattern.size() != path.size()) {
                return Optional.empty();
            }
            var arguments = new ArrayList<String>();
            for (int i = 0; i < pattern.size(); i++) {
                var segment = path.get(i);
                if (pattern.get(i).equals("{}")) {
                    arguments.add(segment);
                } else if (!pattern.get(i).equals(segment)) {
                    return Optional.empty();
                }
            }
            return Optional.of(arguments);
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final List<String> hosts;
    private final CrossOrigin crossOrigin;
    private final ShiftedClock clock;

    /** @param port of the only host names answered to, which keeps DNS rebinding away from the local endpoints */
    Router(int port, CrossOrigin crossOrigin, ShiftedClock clock) {
        this.crossOrigin = crossOrigin;
        this.clock = clock;
        hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    Router on(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, List.of(path.substring(1).split("/", -1)), endpoint));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            inTime(answer(exchange)).send(exchange);
        }
    }

    /** The JDK's server writes {@code Date} by the machine's clock: what the tenant's is ahead of it goes into {@code Age}. */
    private Response inTime(Response response) {
        long ahead = clock.ahead().toSeconds();
        return ahead > 0 ? response.with("Age", Long.toString(ahead)) : response;
    }

    private Response answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        var form = ErrorForm.at(path);
        try {
            var request = Request.read(exchange);
            if (!hosts.contains(request.header("Host").orElse(""))) {
                return form.notFound();
            }
            return crossOrigin.allowing(path, request, guarded(path, form, request));
        } catch (Unreadable unreadable) {
            return form.of(unreadable);
        }
    }

    private Response guarded(String path, ErrorForm form, Request request) {
        try {
            return dispatch(path, request).orElseGet(form::notFound);
        } catch (Refused refused) {
            return refused.answer();
        } catch (Unreadable unreadable) {
            return form.of(unreadable);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the stand-in for Auth0 failed", e);
            return form.internal();
        }
    }

    private Optional<Response> dispatch(String path, Request request) {
        var asked = request.header("Access-Control-Request-Method");
        if (request.method().equals("OPTIONS") && asked.isPresent()) {
            return find(asked.get(), request).map(_ -> crossOrigin.preflight(path, asked.get(), request));
        }
        // HEAD is answered as GET is; Response leaves the body out.
        var method = request.method().equals("HEAD") ? "GET" : request.method();
        return find(method, request).map(found -> found.endpoint().handle(request, found.arguments()));
    }

    private record Found(Endpoint endpoint, List<String> arguments) {}

    private Optional<Found> find(String method, Request request) {
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route ->
                        route.match(request.path()).map(arguments -> new Found(route.endpoint(), arguments)).stream())
                .findFirst();
    }
}
