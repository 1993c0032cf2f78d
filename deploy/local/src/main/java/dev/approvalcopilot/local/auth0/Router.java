package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint for a request, and turns whatever goes wrong into an answer. */
final class Router implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Router.class.getName());

    /** Answers a request; {@code path} holds what stood where the route has {@code {}}. */
    interface Endpoint {
        Response handle(Request request, List<String> path);
    }

    private record Route(String method, List<String> pattern, Endpoint endpoint) {
        Optional<List<String>> match(Request request) {
            if (!method.equals(request.method())
                    || pattern.size() != request.path().size()) {
                return Optional.empty();
            }
            var arguments = new ArrayList<String>();
            for (int i = 0; i < pattern.size(); i++) {
                var segment = request.path().get(i);
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

    /** @param port of the only host names answered to, which keeps DNS rebinding away from the local endpoints */
    Router(int port) {
        hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    Router on(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, List.of(path.substring(1).split("/", -1)), endpoint));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        try {
            return dispatch(Request.read(exchange));
        } catch (Refused refused) {
            return refused.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the stand-in for Auth0 failed", e);
            return Response.json(500, Map.of("error", "server_error", "error_description", "Internal error"));
        }
    }

    private Response dispatch(Request request) {
        if (!hosts.contains(request.header("Host").orElse(""))) {
            return Response.json(404, Map.of("error", "not_found", "error_description", "No such tenant."));
        }
        for (var route : routes) {
            var arguments = route.match(request);
            if (arguments.isPresent()) {
                return route.endpoint().handle(request, arguments.get());
            }
        }
        return Response.json(404, Map.of("error", "not_found", "error_description", "Not found."));
    }
}
