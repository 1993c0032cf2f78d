package dev.approvalcopilot.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.vault.ProviderToken;
import dev.approvalcopilot.gateway.vault.TokenVault;
import java.io.Serializable;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** The rules that carry the security. */
class ArchitectureTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.approvalcopilot.gateway");

    /** Health and metrics are Quarkus' own. */
    @Test
    void servesNothingOverHttpButTheOperatorsDoor() {
        noClasses()
                .that()
                .doNotHaveSimpleName("HaltRoutes")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.quarkus.vertx.web..", "io.quarkus.rest..")
                .check(GATEWAY);
    }

    @Test
    void theTokenIsNoRecordNotSerialisableAndHasNoTextForm() {
        classes()
                .that()
                .areAssignableTo(ProviderToken.class)
                .should()
                .notBeRecords()
                .check(GATEWAY);
        classes()
                .that()
                .areAssignableTo(ProviderToken.class)
                .should()
                .notBeAssignableTo(Serializable.class)
                .check(GATEWAY);
        methods()
                .that()
                .areDeclaredIn(ProviderToken.class)
                .should()
                .haveRawReturnType(void.class)
                .check(GATEWAY);
    }

    @Test
    void onlyTheVerifierMakesAVerifiedGrant() {
        noClasses()
                .that()
                .doNotHaveSimpleName("GrantVerifier")
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(VerifiedGrant.class))))
                .check(GATEWAY);
    }

    @Test
    void theJudgingOfGrantsIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.grant..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "org.jdbi..",
                        "java.net.http..",
                        "java.nio.file..",
                        "java.time.Clock",
                        "org.eclipse.microprofile..",
                        "dev.approvalcopilot.support..")
                .check(GATEWAY);
    }

    /** Everything goes out through the client that checks addresses. */
    @Test
    void hasNoHttpClientOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.eclipse.microprofile.rest.client..")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "openStream")
                .check(GATEWAY);
    }

    @Test
    void onlyTheVaultKnowsHowATokenIsHad() {
        classes().that().implement(TokenVault.class).should().bePackagePrivate().check(GATEWAY);
    }

    @Test
    void nothingSendsToKafkaButTheOutbox() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive.messaging..")
                .check(GATEWAY);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.approvalcopilot.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GATEWAY);
    }
}
