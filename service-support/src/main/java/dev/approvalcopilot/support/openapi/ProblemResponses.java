package dev.approvalcopilot.support.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.Problem;
import dev.approvalcopilot.support.problem.ProblemDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes into the OpenAPI document what every refusal looks like: the media type and schema of a problem document (RFC 9457), and
 * an example of each code that the response's description names. A service extends it with its own problems. Codes stand at the
 * beginning of a description, before a colon if it says more, and are written by {@link Problem#code()}.
 */
public abstract class ProblemResponses implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
    private static final String CORRELATION_ID = "0198f3a1-0000-7000-8000-000000000000";

    private final Map<String, Problem> known;

    /** @param own the problems of the service, all of them */
    protected ProblemResponses(Problem... own) {
        known = new LinkedHashMap<>();
        Stream.<Problem>of(CommonProblem.values()).forEach(problem -> known.put(problem.code(), problem));
        Stream.of(own).forEach(problem -> known.put(problem.code(), problem));
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        var components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        components.addSchema(PROBLEM, schema());
        api.setComponents(components);
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::describe);
    }

    private void describe(Operation operation) {
        var responses = operation.getResponses();
        for (var common :
                List.of(CommonProblem.NO_PERSON, CommonProblem.TOO_MANY_REQUESTS, CommonProblem.INTERNAL_ERROR)) {
            var status = String.valueOf(common.status());
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(status, OASFactory.createAPIResponse().description(common.code()));
            }
        }
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.matches("[45]\\d\\d") && response.getRef() == null) {
                complete(operation, Integer.parseInt(status), response);
            }
        });
    }

    private void complete(Operation operation, int status, APIResponse response) {
        if (response.getContent() == null) {
            response.setContent(OASFactory.createContent());
        }
        Content content = response.getContent();
        if (!content.hasMediaType(ProblemDocument.MEDIA_TYPE)) {
            content.addMediaType(ProblemDocument.MEDIA_TYPE, OASFactory.createMediaType());
        }
        var document = content.getMediaType(ProblemDocument.MEDIA_TYPE);
        document.setSchema(OASFactory.createSchema().ref(PROBLEM));
        for (var problem : named(operation, status, response.getDescription())) {
            if (document.getExamples() == null || !document.getExamples().containsKey(problem.code())) {
                document.addExample(problem.code(), OASFactory.createExample().value(example(problem)));
            }
        }
    }

    /** @throws IllegalStateException when a status names no code of its own: the document would be wrong */
    private List<Problem> named(Operation operation, int status, String description) {
        var text = description == null ? "" : description;
        var problems = new ArrayList<Problem>();
        CODE.matcher(text)
                .results()
                .map(found -> known.get(found.group()))
                .filter(problem -> problem != null && problem.status() == status)
                .distinct()
                .forEach(problems::add);
        if (problems.isEmpty()) {
            Stream.of(CommonProblem.values())
                    .filter(problem -> problem.status() == status)
                    .forEach(problems::add);
        }
        if (problems.isEmpty()) {
            throw new IllegalStateException("no problem with status " + status + " is named in: "
                    + operation.getSummary() + ": " + text + "; known are "
                    + known.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        // Before every operation, whatever it says of itself.
        if (status == CommonProblem.NO_PERSON.status() && !problems.contains(CommonProblem.NO_PERSON)) {
            problems.add(CommonProblem.NO_PERSON);
        }
        return problems;
    }

    private static JsonNode example(Problem problem) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", ProblemDocument.typeOf(problem))
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", "What exactly, in words for people.")
                .put("correlation_id", CORRELATION_ID);
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .description("A problem document (RFC 9457). Some types have members of their own.")
                .addType(SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "correlation_id"))
                .addProperty("type", text("One of a stable list; the end is the code, such as not_found"))
                .addProperty("title", text("The same for every occurrence of the type"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).description("HTTP status"))
                .addProperty("detail", text("What exactly, for people"))
                .addProperty("correlation_id", text("To quote when asking for help; the logs know it"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
