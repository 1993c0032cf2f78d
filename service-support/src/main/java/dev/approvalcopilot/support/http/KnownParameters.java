package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that an API does not have, with the names that it has. A misspelt filter that is passed over answers
 * everything, and whoever asked takes that for what they asked for.
 */
public class KnownParameters {

    private static final String APIS = "api/";

    /** Only a name of this form is repeated in the answer. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo uri) {
        var path = uri.getPath();
        if (!(path.startsWith("/") ? path.substring(1) : path).startsWith(APIS)) {
            return;
        }
        var names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::names);
        for (var asked : uri.getQueryParameters().keySet()) {
            if (!names.contains(asked)) {
                throw new ProblemException(CommonProblem.INVALID_REQUEST, refusal(asked, names));
            }
        }
    }

    /** In words: that there is no such parameter, and which there are. */
    public static String refusal(String asked, Set<String> names) {
        var which =
                NAME.matcher(asked).matches() ? "There is no parameter " + asked + "." : "A parameter is not known.";
        return names.isEmpty()
                ? which + " There are none here."
                : which + " There are: " + String.join(", ", names) + ".";
    }

    private static Set<String> names(Method method) {
        var names = new TreeSet<String>();
        for (var parameter : method.getParameters()) {
            collect(parameter, parameter.getType(), names);
        }
        return names;
    }

    private static void collect(AnnotatedElement element, Class<?> type, Set<String> names) {
        if (element.isAnnotationPresent(QueryParam.class)) {
            names.add(element.getAnnotation(QueryParam.class).value());
        } else if (element.isAnnotationPresent(BeanParam.class)) {
            for (var holder = type; holder != null && holder != Object.class; holder = holder.getSuperclass()) {
                for (var field : holder.getDeclaredFields()) {
                    collect(field, field.getType(), names);
                }
            }
        }
    }
}
