package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalcopilot.client.ApprovalClient;
import dev.approvalcopilot.client.Refusal;
import dev.approvalcopilot.client.api.ActionsApi;
import dev.approvalcopilot.client.api.DecisionsApi;
import dev.approvalcopilot.client.http.ApiException;
import dev.approvalcopilot.client.model.ApprovalState;
import dev.approvalcopilot.client.model.DecisionAnswer;
import dev.approvalcopilot.client.model.DecisionRequest;
import dev.approvalcopilot.client.model.DecisionWord;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.Repository;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated clients do with the running product what a person could do, and read its refusals as errors. */
@WholeProduct
class ClientsTest {
    private static final String POST = "slack.post_message";
    private static final String NEVER_SEEN = "sha-256:" + "A".repeat(43);
    private static final UUID NOBODYS = UUID.fromString("0198f3a0-0000-7000-8000-000000000000");

    @TempDir
    Path folder;

    @Test
    void theJavaClientListsReadsDecidesAndHears(Product product) throws Exception {
        var waiting = waiting(product, "the Java client");
        var client = ApprovalClient.of(address(product), () -> token(product));
        var actions = client.api(ActionsApi::new);
        var decisions = client.api(DecisionsApi::new);

        var page = actions.listActions(ActionsApi.APIListActionsRequest.newBuilder()
                .state(List.of(ApprovalState.PENDING))
                .run(waiting.action().path("run").asText())
                .build());
        assertThat(page.getActions())
                .singleElement()
                .satisfies(row -> assertThat(row.getId()).isEqualTo(waiting.id()));

        var action = actions.getAction(byId(waiting.id()));
        assertThat(action.getQuestion()).contains("chat:write");

        try (var stream = client.stream(null)) {
            assertThat(stream.next().name()).isEqualTo("open");
            var answer = onceItWasRead(
                    () -> decisions.decide(approve(action.getId(), action.getDigest(), action.getView())));
            assertThat(answer.getState()).isEqualTo(ApprovalState.APPROVED);
            var heard = stream.next();
            while (!heard.data().contains(waiting.id().toString())) {
                heard = stream.next();
            }
            assertThat(heard.name()).isEqualTo("action");
        }
    }

    @Test
    void theJavaClientReadsRefusals(Product product) throws Exception {
        var waiting = waiting(product, "refusals");
        var client = ApprovalClient.of(address(product), () -> token(product));
        var decisions = client.api(DecisionsApi::new);

        var stale = refusal(() -> decisions.decide(approve(waiting.id(), waiting.digest(), NEVER_SEEN)));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("stale_view");
        assertThat(stale.correlationId()).isNotEmpty();

        var unknown = refusal(() -> client.api(ActionsApi::new).getAction(byId(NOBODYS)));
        assertThat(unknown.code()).isEqualTo("not_found");

        var stranger = ApprovalClient.of(address(product), () -> "nothing");
        assertThat(refusal(() -> stranger.api(ActionsApi::new).getAction(byId(waiting.id())))
                        .status())
                .isEqualTo(401);
        assertThat(catchThrowableOfType(
                                Refusal.Refused.class,
                                () -> stranger.stream(null).close())
                        .refusal()
                        .status())
                .isEqualTo(401);
        product.as("ada").reject(waiting, "Only a test.");
    }

    @Test
    void theTypeScriptClientDoesTheSame(Product product) throws Exception {
        assumeTrue(runs("node", "--version") && runs("npm", "--version"), "needs node and npm (version 20 or later)");
        var waiting = waiting(product, "the TypeScript client");
        var package_ = built();

        var said = converse(package_, product, waiting);

        assertThat(said.path("listed").asBoolean()).isTrue();
        assertThat(said.path("question").asText()).contains("chat:write");
        assertThat(said.at("/stale/code").asText()).isEqualTo("stale_view");
        assertThat(said.at("/stale/correlationId").asText()).isNotEmpty();
        assertThat(said.at("/unknown/code").asText()).isEqualTo("not_found");
        assertThat(said.at("/signedOut/status").asInt()).isEqualTo(401);
        assertThat(said.path("opened").asText()).isEqualTo("open");
        assertThat(said.path("decided").asText()).isEqualTo("APPROVED");
        assertThat(said.path("heard").asText()).isEqualTo("action");
    }

    private static Action waiting(Product product, String text) {
        var ada = product.as("ada");
        return product.held(
                ada, ada.startRun("post 'From " + text + "' to #general").id(), POST);
    }

    private static URI address(Product product) {
        return URI.create(product.installation().address(Service.APPROVAL).toString());
    }

    private static String token(Product product) {
        return product.person("ada").token(LocalTenant.APPROVAL, "actions:read actions:decide");
    }

    private static ActionsApi.APIGetActionRequest byId(UUID id) {
        return ActionsApi.APIGetActionRequest.newBuilder().id(id).build();
    }

    private static DecisionsApi.APIDecideRequest approve(UUID id, String digest, String view) {
        return DecisionsApi.APIDecideRequest.newBuilder()
                .id(id)
                .decisionRequest(new DecisionRequest()
                        .decision(DecisionWord.APPROVE)
                        .digest(digest)
                        .view(view))
                .build();
    }

    private interface Call {
        Object run() throws ApiException;
    }

    /** Other tests may have made the agent so busy that a policy raises its actions, and what is HIGH wants to be read first. */
    private static DecisionAnswer onceItWasRead(Decide decide) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> tryTo(decide), Objects::nonNull);
    }

    private static DecisionAnswer tryTo(Decide decide) throws ApiException {
        try {
            return decide.now();
        } catch (ApiException e) {
            if (Refusal.of(e).code().equals("too_soon")) {
                return null;
            }
            throw e;
        }
    }

    private interface Decide {
        DecisionAnswer now() throws ApiException;
    }

    private static Refusal refusal(Call call) {
        return Refusal.of(catchThrowableOfType(ApiException.class, call::run));
    }

    /** The package as its users get it, built in a folder of its own beside the document that it is made from. */
    private Path built() throws IOException, InterruptedException {
        var source = Repository.root().resolve("clients/typescript");
        var target = Files.createDirectories(folder.resolve("clients/typescript"));
        for (var name : List.of(
                "package.json", "package-lock.json", ".npmrc", "tsconfig.json", "src/index.ts", "test/decide.mjs")) {
            Files.createDirectories(target.resolve(name).getParent());
            Files.copy(source.resolve(name), target.resolve(name));
        }
        var document = Files.createDirectories(folder.resolve("docs/api")).resolve("approval.yaml");
        Files.copy(Repository.root().resolve("docs/api/approval.yaml"), document);
        say(target, List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"), List.of());
        say(target, List.of("npm", "run", "build"), List.of());
        return target;
    }

    private static JsonNode converse(Path package_, Product product, Action waiting)
            throws IOException, InterruptedException {
        var environment = List.of("BASE_URL=" + address(product), "TOKEN=" + token(product), "ACTION=" + waiting.id());
        return new ObjectMapper().readTree(say(package_, List.of("node", "test/decide.mjs"), environment));
    }

    private static String say(Path in, List<String> command, List<String> environment)
            throws IOException, InterruptedException {
        var errors = Files.createTempFile(in, "errors", ".txt");
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectError(errors.toFile());
        environment.forEach(entry -> builder.environment()
                .put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
        var process = builder.start();
        process.getOutputStream().close();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s%s", command, words, Files.readString(errors))
                .isZero();
        return words;
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
