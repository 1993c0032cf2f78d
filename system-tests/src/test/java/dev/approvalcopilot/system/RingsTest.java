package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.approvalcopilot.system.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules of the test rings, over the compiled tests of all modules. {@code ./dev test --fast} runs every test class but
 * those with one of the annotations of {@link #OUTER}.
 */
class RingsTest {
    private static final List<String> MODULES = List.of(
            "contracts",
            "deploy/local",
            "service-support",
            "planner-service",
            "risk-service",
            "approval-service",
            "vault-gateway-service",
            "audit-service",
            "system-tests");

    /** Classes that start an application, a broker, a database, a browser or a service. */
    private static final Set<String> RUNNING_PARTS = Set.of(
            "io.quarkus.test.junit.QuarkusTest",
            "com.microsoft.playwright.Playwright",
            "dev.approvalcopilot.local.testing.LocalStackResource",
            "dev.approvalcopilot.local.broker.LocalKafka",
            "dev.approvalcopilot.local.database.LocalPostgres",
            "dev.approvalcopilot.local.stack.LiveProcess",
            "dev.approvalcopilot.local.stack.RunningStack",
            "dev.approvalcopilot.local.stack.ServiceProcess",
            "dev.approvalcopilot.local.stack.StackProcess",
            "dev.approvalcopilot.local.stack.TokenHolder");

    /** As {@code ./dev} looks for them. {@code stack}: needs running parts. {@code packaged}: reads what packaging leaves. */
    private static final Pattern OUTER =
            Pattern.compile("^@(QuarkusTest|WholeProduct|Tag\\(\"(stack|packaged)\"\\))", Pattern.MULTILINE);

    private static JavaClasses tests;

    @BeforeAll
    static void readClasses() {
        tests = new ClassFileImporter()
                .importPaths(MODULES.stream()
                        .map(module -> Repository.root().resolve(module).resolve("target/test-classes"))
                        .filter(Files::isDirectory)
                        .toList());
        assertThat(tests.stream().filter(RingsTest::isTestClass)).hasSizeGreaterThan(200);
    }

    @Test
    void aTestWithoutAMarkNeedsNoRunningPart() throws IOException {
        var marked = namesOfMarkedTests(OUTER);

        assertThat(tests.stream()
                        .filter(RingsTest::isTestClass)
                        .filter(test -> !marked.contains(test.getName()))
                        .filter(RingsTest::needsRunningParts)
                        .map(JavaClass::getName))
                .as("tests that start something need @QuarkusTest, @WholeProduct or @Tag(\"stack\") on the class")
                .isEmpty();
    }

    @Test
    void aPlainTestIsNotHiddenFromTheUnitRing() throws IOException {
        var marked = namesOfMarkedTests(
                Pattern.compile("^@(QuarkusTest|WholeProduct|Tag\\(\"stack\"\\))", Pattern.MULTILINE));

        assertThat(tests.stream()
                        .filter(RingsTest::isTestClass)
                        .filter(test -> marked.contains(test.getName()))
                        .filter(test -> !needsRunningParts(test))
                        .map(JavaClass::getName))
                .as("tests with a mark of the outer ring that start nothing")
                .isEmpty();
    }

    /** Other names are not found by Surefire, and a test that is never run cannot fail. */
    @Test
    void everyClassWithTestsIsFoundByItsName() {
        assertThat(tests.stream()
                        .filter(type -> type.getMethods().stream().anyMatch(RingsTest::isTest))
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName))
                .allMatch(name -> name.endsWith("Test"));
    }

    @Test
    void noTestSleeps() {
        // A thread that waits for its death is what the crash tests are about.
        assertThat(calls().filter(call -> call.getTarget().getName().equals("sleep")
                                || call.getTarget().getName().equals("pollDelay"))
                        .filter(call -> !call.getOriginOwner().getSimpleName().equals("CrashHook"))
                        .map(JavaMethodCall::getDescription))
                .isEmpty();
    }

    /** Whoever waits for silence waits in vain or too short: a following event shows the same at once. */
    @Test
    void noTestWaitsForSilence() {
        assertThat(awaitilityCalls("during", "holdDuring")).isEmpty();
    }

    /** An exception in a condition is a fault; only an assertion may fail and be tried again. */
    @Test
    void noConditionHidesAnException() {
        assertThat(awaitilityCalls(
                        "ignoreExceptions",
                        "ignoreException",
                        "ignoreExceptionsMatching",
                        "ignoreExceptionsInstanceOf",
                        "ignoreExceptionsByDefault",
                        "ignoreExceptionByDefault",
                        "ignoreExceptionsByDefaultMatching"))
                .isEmpty();
    }

    private static List<String> awaitilityCalls(String... names) {
        return calls().filter(call -> call.getTargetOwner().getPackageName().startsWith("org.awaitility"))
                .filter(call -> List.of(names).contains(call.getTarget().getName()))
                .map(JavaMethodCall::getDescription)
                .toList();
    }

    private static Stream<JavaMethodCall> calls() {
        return tests.stream().flatMap(type -> type.getMethodCallsFromSelf().stream());
    }

    private static boolean isTestClass(JavaClass type) {
        return type.getEnclosingClass().isEmpty() && type.getSimpleName().endsWith("Test");
    }

    private static boolean isTest(JavaMethod method) {
        return Stream.of(
                        "org.junit.jupiter.api.Test",
                        "org.junit.jupiter.params.ParameterizedTest",
                        "org.junit.jupiter.api.TestFactory")
                .anyMatch(method::isAnnotatedWith);
    }

    /** By itself, or by another class of the tests that it uses. */
    private static boolean needsRunningParts(JavaClass test) {
        var seen = new HashSet<JavaClass>(Set.of(test));
        var left = new ArrayDeque<JavaClass>(seen);
        while (!left.isEmpty()) {
            for (var dependency : left.remove().getDirectDependenciesFromSelf()) {
                var used = dependency.getTargetClass().getBaseComponentType();
                if (RUNNING_PARTS.contains(used.getName())) {
                    return true;
                }
                if (tests.contain(used.getName()) && seen.add(used)) {
                    left.add(used);
                }
            }
        }
        return false;
    }

    private static Set<String> namesOfMarkedTests(Pattern mark) throws IOException {
        var names = new HashSet<String>();
        for (var module : MODULES) {
            var root = Repository.root().resolve(module).resolve("src/test/java");
            try (var files = Files.walk(root)) {
                for (var file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    if (mark.matcher(Files.readString(file)).find()) {
                        names.add(root.relativize(file)
                                .toString()
                                .replaceFirst("\\.java$", "")
                                .replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }
}
