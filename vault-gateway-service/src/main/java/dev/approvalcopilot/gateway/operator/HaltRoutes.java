package dev.approvalcopilot.gateway.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.halt.ChangeHalts;
import dev.approvalcopilot.gateway.halt.ChangeHalts.Resumption;
import dev.approvalcopilot.gateway.ledger.SeenNames;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.http.KnownParameters;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemDocument;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * {@code GET /halts}, {@code PUT /halts/{scope}}, {@code POST /halts/{scope}/resumption} on the management port (OpenAPI:
 * docs/api/gateway-management.yaml). Only translates. Quarkus authenticates nobody there but by password, so {@link Doorkeeper}
 * stands before each.
 */
@ApplicationScoped
class HaltRoutes {

    private static final Logger LOG = Logger.getLogger(HaltRoutes.class);
    private static final int MAX_LISTED = 500;
    private static final int TOO_LARGE = 413;
    private static final int MOST_BYTES = BodyLimits.of(Service.GATEWAY).most();

    private record Answer(int status, Object body) {}

    private final Doorkeeper door;
    private final ChangeHalts halts;
    private final ToolCatalog tools;
    private final SeenNames seen;

    HaltRoutes(Doorkeeper door, ChangeHalts halts, ToolCatalog tools, SeenNames seen) {
        this.door = door;
        this.halts = halts;
        this.tools = tools;
        this.seen = seen;
    }

    void register(@Observes ManagementInterface management) {
        serve(management, HttpMethod.GET, "/halts", this::list);
        serve(management, HttpMethod.PUT, "/halts/:scope", this::halt);
        serve(management, HttpMethod.POST, "/halts/:scope/resumption", this::resume);
        management.router().route("/halts*").failureHandler(HaltRoutes::failed);
    }

    private void serve(
            ManagementInterface management,
            HttpMethod method,
            String path,
            BiFunction<RoutingContext, String, Answer> work) {
        management
                .router()
                .route(method, path)
                .blockingHandler(
                        request -> Correlation.within(correlation(request), () -> answer(request, work)), false);
        management
                .router()
                .route(path)
                .handler(request -> Correlation.within(
                        correlation(request),
                        () -> write(
                                request,
                                new ProblemException(
                                        CommonProblem.METHOD_NOT_ALLOWED,
                                        "Here one can " + method + ".",
                                        Map.of(),
                                        Map.of("Allow", method.name())))));
    }

    private void answer(RoutingContext request, BiFunction<RoutingContext, String, Answer> work) {
        try {
            var operator = door.letIn(request.request().headers().getAll("Authorization"));
            refuseParameters(request);
            var answer = work.apply(request, operator);
            write(request, answer.status(), "application/json", Map.of(), json(answer.body()));
        } catch (ProblemException problem) {
            write(request, problem);
        } catch (RuntimeException e) {
            // Without the message: what it quotes is not known.
            LOG.errorf("event=halts_unavailable error=%s", e.getClass().getName());
            write(
                    request,
                    new ProblemException(
                            OperatorProblem.HALTS_UNAVAILABLE,
                            "Nothing was changed. If this lasts, stop the gateway itself."));
        }
    }

    /** One that is passed over answers everything, and whoever asked takes that for what they asked for. */
    private static void refuseParameters(RoutingContext request) {
        for (var name : request.queryParams().names()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, KnownParameters.refusal(name, Set.of()));
        }
    }

    private Answer list(RoutingContext request, String operator) {
        return new Answer(200, HaltView.All.of(halts.standing(MAX_LISTED)));
    }

    private Answer halt(RoutingContext request, String operator) {
        var scope = HaltOrder.existing(HaltOrder.scope(request.pathParam("scope")), tools);
        var halt = halts.halt(scope, reason(request), operator);
        return new Answer(200, HaltView.of(halt).noting(doubt(scope)));
    }

    /** The halt is committed, so that it stands whatever comes of this. */
    private Optional<String> doubt(HaltScope scope) {
        try {
            return switch (scope.kind()) {
                case AGENT -> HaltOrder.doubt(scope, seen.agent(scope.name()));
                case PERSON -> HaltOrder.doubt(scope, seen.person(scope.name()));
                case ALL, TOOL, CONNECTION -> Optional.empty();
            };
        } catch (RuntimeException e) {
            LOG.warnf("event=seen_names_unreadable error=%s", e.getClass().getName());
            return Optional.empty();
        }
    }

    private Answer resume(RoutingContext request, String operator) {
        var scope = HaltOrder.scope(request.pathParam("scope"));
        return switch (halts.resume(scope, reason(request), operator)) {
            case Resumption.Asked(var halt, var _) -> new Answer(202, HaltView.of(halt));
            case Resumption.Resumed(var halt) -> new Answer(200, HaltView.of(halt));
            case Resumption.NotHalted _ ->
                throw new ProblemException(OperatorProblem.NOT_HALTED, "There is nothing to resume.");
        };
    }

    private static String reason(RoutingContext request) {
        var type = request.request().getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")) {
            throw new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
        }
        var body = request.body().buffer();
        return HaltOrder.reason(body == null ? new byte[0] : body.getBytes());
    }

    /** What failed before a handler of ours: a body beyond the limit, or a fault. */
    private static void failed(RoutingContext request) {
        var problem = request.statusCode() == TOO_LARGE
                ? CommonProblem.BODY_TOO_LARGE
                : request.statusCode() >= 400 && request.statusCode() < 500
                        ? CommonProblem.INVALID_REQUEST
                        : CommonProblem.INTERNAL_ERROR;
        Correlation.within(
                correlation(request),
                () -> write(
                        request,
                        problem == CommonProblem.BODY_TOO_LARGE
                                ? new ProblemException(
                                        problem,
                                        "A body has at most " + MOST_BYTES + " bytes here.",
                                        Map.of("limit", MOST_BYTES))
                                : new ProblemException(problem, problem.title() + ".")));
    }

    private static String correlation(RoutingContext request) {
        return Correlation.accepted(request.request().getHeader(Correlation.HEADER))
                .orElseGet(() -> Ids.next().toString());
    }

    private static void write(RoutingContext request, ProblemException problem) {
        write(
                request,
                problem.problem().status(),
                ProblemDocument.MEDIA_TYPE,
                problem.headers(),
                ProblemDocument.of(problem));
    }

    private static void write(
            RoutingContext request, int status, String type, Map<String, String> headers, String body) {
        var response = request.response().setStatusCode(status);
        response.putHeader("Content-Type", type);
        response.putHeader("Cache-Control", "no-store");
        response.putHeader(Correlation.HEADER, Correlation.current());
        headers.forEach(response::putHeader);
        response.end(body);
    }

    private static String json(Object body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view is not JSON", e);
        }
    }
}
