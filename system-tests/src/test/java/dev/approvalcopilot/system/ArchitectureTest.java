package dev.approvalcopilot.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.approvalcopilot.system.testing.Repository;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that carry the security, over the compiled classes of everything that runs in production. */
class ArchitectureTest {
    private static final String ROOT = "dev.approvalcopilot.";
    private static final List<String> MODULES = List.of(
            "contracts",
            "service-support",
            "planner-service",
            "risk-service",
            "approval-service",
            "vault-gateway-service",
            "audit-service");
    private static final List<String> SERVICES = List.of("planner", "risk", "approval", "gateway", "audit");
    private static final String TOKEN = ROOT + "gateway.vault.ProviderToken";

    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        production = new ClassFileImporter()
                .importPaths(MODULES.stream()
                        .map(module -> Repository.root().resolve(module).resolve("target/classes"))
                        .toList());
        for (var service : SERVICES) {
            assertThat(production.stream()
                            .filter(found -> found.getPackageName().startsWith(ROOT + service)))
                    .as("compiled classes of " + service)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "risk", "approval", "gateway", "audit"})
    void aServiceUsesContractsAndSupportAndNoOtherService(String service) {
        var others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others));
    }

    @Test
    void contractsAndSupportKnowNoService() {
        var services = SERVICES.stream().map(service -> ROOT + service + "..").toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + "contracts..", ROOT + "support..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(services));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "contracts..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "support.."));
    }

    @Test
    void nothingInProductionKnowsTheLocalStack() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage(ROOT + "local.."));
    }

    @Test
    void onlyTheGatewaysCallingPartsSeeAProviderToken() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "gateway.vault..", ROOT + "gateway.dispatch..", ROOT + "gateway.call..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(TOKEN));
    }

    @Test
    void aProviderTokenCannotBePrintedReadOrSerialised() {
        var token = production.get(TOKEN);
        assertThat(token.isRecord()).isFalse();
        assertThat(token.isAssignableTo(java.io.Serializable.class)).isFalse();
        assertThat(token.getMethods()).extracting(JavaMethod::getName).containsExactly("authorize");
    }

    @Test
    void onlyTheOutboxRelaySendsToKafka() {
        var senders = DescribedPredicate.<JavaClass>describe(
                "send to Kafka",
                type -> type.getPackageName().startsWith("org.apache.kafka.clients.producer")
                        || Stream.of("Emitter", "MutinyEmitter")
                                .anyMatch(name -> type.getSimpleName().equals(name)
                                        && type.getPackageName().contains("reactive.messaging"))
                        || type.getName().equals("org.eclipse.microprofile.reactive.messaging.Outgoing"));
        check(noClasses().that().doNotHaveSimpleName("OutboxRelay").should().dependOnClassesThat(senders));
    }

    @Test
    void theGatewayOffersNoHttpOfItsOwn() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "gateway..")
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.ws.rs..")
                        .and(DescribedPredicate.describe(
                                "answer requests",
                                type -> type.getSimpleName().matches("Path|GET|POST|PUT|DELETE|PATCH")))));
    }

    @Test
    void contractsArePlainJava() {
        check(noClasses().that().resideInAPackage(ROOT + "contracts..").should().dependOnClassesThat(container()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GrantVerifier", "GrantSignature", "EvidenceChecks", "ClaimsShape"})
    void theGatewaysChecksArePlainJava(String check) {
        plain("gateway.grant", check);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.ledger.Outcome",
                "approval.decision.DecisionRules",
                "approval.inbox.ApprovalState",
                "planner.run.RunRules",
                "risk.classification.Classifier",
                "risk.policy.Expression"
            })
    void theRulesOfTheOtherServicesArePlainJava(String name) {
        int dot = name.lastIndexOf('.');
        plain(name.substring(0, dot), name.substring(dot + 1));
    }

    private static void plain(String packageName, String simpleName) {
        var name = ROOT + packageName + "." + simpleName;
        assertThat(production.contain(name)).as(name).isTrue();
        check(classes()
                .that()
                .haveFullyQualifiedName(name)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(container())));
    }

    private static DescribedPredicate<JavaClass> container() {
        return DescribedPredicate.describe(
                "belong to CDI, Quarkus or Jdbi",
                type -> Stream.of(
                                "jakarta.enterprise", "jakarta.inject", "jakarta.transaction", "io.quarkus", "org.jdbi")
                        .anyMatch(prefix -> type.getPackageName().startsWith(prefix)));
    }

    private static void check(ArchRule rule) {
        rule.check(production);
    }
}
