package dev.approvalcopilot.system.attack;

import static dev.approvalcopilot.local.auth0.LocalTenant.APPROVAL;
import static dev.approvalcopilot.local.auth0.LocalTenant.AUDIT;
import static dev.approvalcopilot.local.auth0.LocalTenant.PLANNER;
import static dev.approvalcopilot.local.auth0.LocalTenant.RISK;

import dev.approvalcopilot.contracts.event.Service;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An endpoint, and what it must do with a stranger.
 *
 * @param endpoint as {@link Endpoints} writes it
 * @param audience of the token it wants; empty for the page
 * @param path with ACTION, RUN or ENTRY where a thing is named
 */
record EndpointRow(String endpoint, Kind kind, String audience, String path) {

    /** What an endpoint must do with a stranger. */
    enum Kind {
        /** Bearer token; names one thing: a foreign one is answered like none. */
        ONE,
        /** Bearer token; lists: own things only. */
        LIST,
        /** Bearer token; a stream: own things only. */
        STREAM,
        /** Bearer token; the same for everybody, or makes something of one's own. */
        SHARED,
        /** As the three above, with a session of the page. */
        PAGE_ONE,
        PAGE_LIST,
        PAGE_STREAM,
        /** With a session of the page, and about that session alone. */
        PAGE_SESSION,
        /** For everybody; knows nothing of anybody. */
        OPEN
    }

    /** Every endpoint of every service. */
    static Stream<EndpointRow> all() {
        return Stream.of(
                new EndpointRow("planner POST /api/runs", Kind.SHARED, PLANNER, "/api/runs"),
                new EndpointRow("planner GET /api/runs", Kind.LIST, PLANNER, "/api/runs?limit=100"),
                new EndpointRow("planner GET /api/runs/{id}", Kind.ONE, PLANNER, "/api/runs/RUN"),
                new EndpointRow("planner POST /api/runs/{id}/cancel", Kind.ONE, PLANNER, "/api/runs/RUN/cancel"),
                new EndpointRow("planner GET /api/runs/{id}/events", Kind.ONE, PLANNER, "/api/runs/RUN/events"),
                new EndpointRow("risk GET /api/tools", Kind.SHARED, RISK, "/api/tools"),
                new EndpointRow("risk GET /api/policies", Kind.SHARED, RISK, "/api/policies"),
                new EndpointRow(
                        "risk POST /api/classifications/preview", Kind.SHARED, RISK, "/api/classifications/preview"),
                new EndpointRow("approval GET /api/actions", Kind.LIST, APPROVAL, "/api/actions?limit=100&run=RUN"),
                new EndpointRow("approval GET /api/actions/{id}", Kind.ONE, APPROVAL, "/api/actions/ACTION"),
                new EndpointRow(
                        "approval POST /api/actions/{id}/decision", Kind.ONE, APPROVAL, "/api/actions/ACTION/decision"),
                new EndpointRow("approval GET /api/actions/stream", Kind.STREAM, APPROVAL, "/api/actions/stream"),
                new EndpointRow("approval GET /api/statistics", Kind.SHARED, APPROVAL, "/api/statistics"),
                new EndpointRow("approval POST /settings/tests", Kind.PAGE_SESSION, "", "/settings/tests"),
                new EndpointRow("approval GET /settings/tests", Kind.PAGE_SESSION, "", "/settings/tests"),
                new EndpointRow("approval GET /statistics", Kind.PAGE_SESSION, "", "/statistics"),
                new EndpointRow("approval GET /", Kind.PAGE_LIST, "", "/"),
                new EndpointRow("approval GET /live", Kind.PAGE_STREAM, "", "/live?after=0"),
                new EndpointRow("approval GET /actions/{id}", Kind.PAGE_ONE, "", "/actions/ACTION"),
                new EndpointRow("approval GET /session", Kind.PAGE_SESSION, "", "/session"),
                new EndpointRow("approval POST /session", Kind.PAGE_SESSION, "", "/session"),
                new EndpointRow(
                        "approval POST /session/end-everywhere", Kind.PAGE_SESSION, "", "/session/end-everywhere"),
                new EndpointRow("approval GET /accounts", Kind.PAGE_LIST, "", "/accounts"),
                new EndpointRow("approval GET /accounts/connect", Kind.PAGE_SESSION, "", "/accounts/connect"),
                new EndpointRow("approval POST /accounts/connect", Kind.PAGE_SESSION, "", "/accounts/connect"),
                new EndpointRow(
                        "approval GET /accounts/disconnect", Kind.PAGE_SESSION, "", "/accounts/disconnect?account=x"),
                new EndpointRow("approval POST /accounts/disconnect", Kind.PAGE_SESSION, "", "/accounts/disconnect"),
                new EndpointRow(
                        "approval GET /accounts/callback", Kind.PAGE_SESSION, "", "/accounts/callback?state=x&code=x"),
                new EndpointRow(
                        "approval GET /accounts/connected", Kind.PAGE_SESSION, "", "/accounts/connected?state=x"),
                new EndpointRow("approval GET /settings", Kind.PAGE_SESSION, "", "/settings"),
                new EndpointRow(
                        "approval GET /settings/notifications", Kind.PAGE_SESSION, "", "/settings/notifications"),
                new EndpointRow(
                        "approval POST /settings/notifications", Kind.PAGE_SESSION, "", "/settings/notifications"),
                new EndpointRow("approval GET /api/preferences", Kind.SHARED, APPROVAL, "/api/preferences"),
                new EndpointRow("approval PUT /api/preferences", Kind.SHARED, APPROVAL, "/api/preferences"),
                new EndpointRow("approval POST /settings/absence", Kind.PAGE_SESSION, "", "/settings/absence"),
                new EndpointRow("approval POST /settings/absence/end", Kind.PAGE_SESSION, "", "/settings/absence/end"),
                new EndpointRow("approval GET /api/absence", Kind.SHARED, APPROVAL, "/api/absence"),
                new EndpointRow("approval PUT /api/absence", Kind.SHARED, APPROVAL, "/api/absence"),
                new EndpointRow("approval DELETE /api/absence", Kind.SHARED, APPROVAL, "/api/absence"),
                new EndpointRow(
                        "approval POST /api/actions/{id}/claim", Kind.ONE, APPROVAL, "/api/actions/ACTION/claim"),
                new EndpointRow(
                        "approval DELETE /api/actions/{id}/claim", Kind.ONE, APPROVAL, "/api/actions/ACTION/claim"),
                new EndpointRow("approval POST /actions/{id}/claim", Kind.PAGE_ONE, "", "/actions/ACTION/claim"),
                new EndpointRow("approval POST /actions/{id}/release", Kind.PAGE_ONE, "", "/actions/ACTION/release"),
                new EndpointRow("approval GET /actions/{id}/standing", Kind.PAGE_ONE, "", "/actions/ACTION/standing"),
                new EndpointRow("approval GET /actions/{id}/row", Kind.PAGE_ONE, "", "/actions/ACTION/row"),
                new EndpointRow("approval POST /actions/{id}/read", Kind.PAGE_ONE, "", "/actions/ACTION/read"),
                new EndpointRow("approval GET /actions/unsettled", Kind.PAGE_LIST, "", "/actions/unsettled"),
                new EndpointRow(
                        "approval GET /actions/{id}/{form: approve|reject|answer|login|settle|claim|release|account}",
                        Kind.PAGE_ONE,
                        "",
                        "/actions/ACTION/approve"),
                new EndpointRow("approval POST /actions/{id}/approve", Kind.PAGE_ONE, "", "/actions/ACTION/approve"),
                new EndpointRow("approval POST /actions/{id}/reject", Kind.PAGE_ONE, "", "/actions/ACTION/reject"),
                new EndpointRow("approval POST /actions/{id}/login", Kind.PAGE_ONE, "", "/actions/ACTION/login"),
                new EndpointRow("approval POST /actions/{id}/answer", Kind.PAGE_ONE, "", "/actions/ACTION/answer"),
                new EndpointRow("approval POST /actions/{id}/account", Kind.PAGE_ONE, "", "/actions/ACTION/account"),
                new EndpointRow(
                        "approval PUT /api/actions/{id}/account", Kind.ONE, APPROVAL, "/api/actions/ACTION/account"),
                new EndpointRow("approval GET /actions/{id}/edit", Kind.PAGE_ONE, "", "/actions/ACTION/edit"),
                new EndpointRow("approval POST /actions/{id}/edit", Kind.PAGE_ONE, "", "/actions/ACTION/edit"),
                new EndpointRow("approval POST /api/actions/{id}/edit", Kind.ONE, APPROVAL, "/api/actions/ACTION/edit"),
                new EndpointRow(
                        "approval POST /api/actions/decisions", Kind.SHARED, APPROVAL, "/api/actions/decisions"),
                new EndpointRow("approval GET /api/limits", Kind.SHARED, APPROVAL, "/api/limits"),
                new EndpointRow("approval POST /api/limits", Kind.SHARED, APPROVAL, "/api/limits"),
                new EndpointRow("approval DELETE /api/limits/{id}", Kind.ONE, APPROVAL, "/api/limits/ACTION"),
                new EndpointRow("approval GET /api/delegations", Kind.SHARED, APPROVAL, "/api/delegations"),
                new EndpointRow("approval POST /api/delegations", Kind.SHARED, APPROVAL, "/api/delegations"),
                new EndpointRow("approval DELETE /api/delegations/{id}", Kind.ONE, APPROVAL, "/api/delegations/ACTION"),
                new EndpointRow("approval POST /settings/limits", Kind.PAGE_SESSION, "", "/settings/limits"),
                new EndpointRow(
                        "approval POST /settings/limits/remove", Kind.PAGE_SESSION, "", "/settings/limits/remove"),
                new EndpointRow("approval POST /settings/delegations", Kind.PAGE_SESSION, "", "/settings/delegations"),
                new EndpointRow(
                        "approval POST /settings/delegations/end", Kind.PAGE_SESSION, "", "/settings/delegations/end"),
                new EndpointRow("approval GET /api/rejection-reasons", Kind.SHARED, APPROVAL, "/api/rejection-reasons"),
                new EndpointRow("approval POST /actions/{id}/settle", Kind.PAGE_ONE, "", "/actions/ACTION/settle"),
                new EndpointRow("approval GET /actions/{id}/halts", Kind.PAGE_ONE, "", "/actions/ACTION/halts"),
                new EndpointRow("approval GET /api/actions/floods", Kind.SHARED, APPROVAL, "/api/actions/floods"),
                new EndpointRow("approval GET /actions/batch", Kind.PAGE_LIST, "", "/actions/batch?id=ACTION"),
                new EndpointRow("approval POST /actions/batch", Kind.PAGE_LIST, "", "/actions/batch?id=ACTION"),
                new EndpointRow("approval GET /actions/halts", Kind.PAGE_LIST, "", "/actions/halts"),
                new EndpointRow(
                        "approval POST /api/actions/{id}/reconciliation",
                        Kind.ONE,
                        APPROVAL,
                        "/api/actions/ACTION/reconciliation"),
                new EndpointRow("approval POST /api/runs", Kind.SHARED, APPROVAL, "/api/runs"),
                new EndpointRow("approval GET /api/runs", Kind.LIST, APPROVAL, "/api/runs?limit=100"),
                new EndpointRow("approval GET /api/runs/{id}", Kind.ONE, APPROVAL, "/api/runs/RUN"),
                new EndpointRow(
                        "approval POST /api/runs/{id}/cancellation", Kind.ONE, APPROVAL, "/api/runs/RUN/cancellation"),
                new EndpointRow("approval GET /runs", Kind.PAGE_LIST, "", "/runs"),
                new EndpointRow("approval POST /runs", Kind.PAGE_SESSION, "", "/runs"),
                new EndpointRow("approval GET /runs/{id}", Kind.PAGE_ONE, "", "/runs/RUN"),
                new EndpointRow("approval GET /runs/{id}/row", Kind.PAGE_ONE, "", "/runs/RUN/row"),
                new EndpointRow("approval GET /runs/{id}/standing", Kind.PAGE_ONE, "", "/runs/RUN/standing"),
                new EndpointRow("approval POST /runs/{id}/cancellation", Kind.PAGE_ONE, "", "/runs/RUN/cancellation"),
                new EndpointRow("approval GET /runs/{id}/cancellation", Kind.PAGE_ONE, "", "/runs/RUN/cancellation"),
                new EndpointRow("approval GET /step-up/{action}", Kind.OPEN, "", "/step-up/ACTION?ticket=x"),
                new EndpointRow("approval POST /step-up/{action}", Kind.OPEN, "", "/step-up/ACTION"),
                new EndpointRow("approval GET /step-up/callback", Kind.OPEN, "", "/step-up/callback?state=x&code=x"),
                new EndpointRow("approval GET /signed-out", Kind.OPEN, "", "/signed-out"),
                new EndpointRow("approval GET /sign-in-failed", Kind.OPEN, "", "/sign-in-failed"),
                new EndpointRow("audit GET /api/audit", Kind.LIST, AUDIT, "/api/audit?action=ACTION"),
                new EndpointRow("audit GET /api/audit/{seq : [0-9]{1,18}}", Kind.ONE, AUDIT, "/api/audit/ENTRY"),
                new EndpointRow("audit GET /api/audit/export", Kind.LIST, AUDIT, "/api/audit/export?action=ACTION"),
                new EndpointRow("audit GET /api/audit/stream", Kind.STREAM, AUDIT, "/api/audit/stream"));
    }

    Service service() {
        return Service.valueOf(endpoint.split(" ")[0].toUpperCase(Locale.ROOT));
    }

    String method() {
        return endpoint.split(" ")[1];
    }

    @Override
    public String toString() {
        return endpoint;
    }
}
