package dev.approvalcopilot.local.auth0;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the API that a path belongs to tells what no endpoint of it has told: an unknown path, a body that cannot be read. */
enum ErrorForm {
    AUTHENTICATION {
        @Override
        Response of(int status, String title, String detail) {
            var code = status == NOT_FOUND ? "not_found" : status >= SERVER_ERROR ? "server_error" : "invalid_request";
            return Response.json(status, Map.of("error", code, "error_description", detail));
        }
    },
    MANAGEMENT {
        @Override
        Response of(int status, String title, String detail) {
            var body = new LinkedHashMap<String, Object>();
            body.put("statusCode", status);
            body.put("error", title);
            body.put("message", detail);
            return Response.json(status, body);
        }
    },
    /** The number behind the status is not documented for these. */
    MY_ACCOUNT {
        @Override
        Response of(int status, String title, String detail) {
            return Refused.myAccount(status, "0000", title, detail).answer();
        }
    };

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    static ErrorForm at(String path) {
        if (path.startsWith("/api/v2/")) {
            return MANAGEMENT;
        }
        return path.startsWith("/me/") ? MY_ACCOUNT : AUTHENTICATION;
    }

    abstract Response of(int status, String title, String detail);

    Response of(Unreadable unreadable) {
        return of(unreadable.status(), unreadable.title(), unreadable.getMessage());
    }

    Response notFound() {
        return of(NOT_FOUND, "Not Found", "Not Found");
    }

    Response internal() {
        return of(SERVER_ERROR, "Internal Server Error", "Internal error");
    }
}
