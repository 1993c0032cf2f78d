package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The platform team's folder: {@code NAME.yaml} is a policy, {@code NAME.cases.yaml} its cases. Loading runs all cases, so
 * that a policy which does not do what its author says never judges anything.
 */
public final class PolicyFolder {

    private static final String CASES = ".cases.yaml";
    private static final String POLICY = ".yaml";
    private static final long MAX_FILE_BYTES = 64 * 1024;
    private static final int MAX_POLICIES = 200;

    private final Path folder;
    private final ToolCatalog tools;
    private final Limits limits;

    private PolicyFolder(Path folder, ToolCatalog tools, Limits limits) {
        this.folder = folder;
        this.tools = tools;
        this.limits = limits;
    }

    /** @throws BadPolicy for the first file that is not accepted or case that fails; an empty folder is not accepted */
    public static PolicySet load(Path folder, ToolCatalog tools, Limits limits) {
        return new PolicyFolder(folder, tools, limits).load();
    }

    private PolicySet load() {
        var names = fileNames();
        var policies = new ArrayList<Policy>();
        for (var name : names) {
            if (name.endsWith(CASES)) {
                refuseOrphan(name, names);
            } else {
                policies.add(checked(name));
            }
        }
        if (policies.isEmpty() || policies.size() > MAX_POLICIES) {
            throw new BadPolicy(
                    folder.toString(), policies.size() + " policies; 1 to " + MAX_POLICIES + " are accepted");
        }
        return new PolicySet(policies, limits);
    }

    private Policy checked(String fileName) {
        var policy = Policy.read(fileName, text(fileName));
        var casesName = policy.name() + CASES;
        if (!Files.exists(folder.resolve(casesName))) {
            throw new BadPolicy(fileName, 1, "its cases are missing: " + casesName);
        }
        run(policy, casesName);
        return policy;
    }

    private void run(Policy policy, String casesName) {
        var document = YamlDocument.parse(casesName, text(casesName));
        List<PolicyCase> cases = document.as(PolicyCase.File.class).cases();
        for (int i = 0; i < cases.size(); i++) {
            int line = document.line("/cases/" + i);
            var name = cases.get(i).name();
            cases.get(i).failure(policy, tools, limits.atStart()).ifPresent(what -> {
                throw new BadPolicy(casesName, line, "case \"" + name + "\": " + what);
            });
        }
        requireBothOutcomes(casesName, cases);
    }

    private static void requireBothOutcomes(String casesName, List<PolicyCase> cases) {
        var outcomes = new TreeSet<Boolean>();
        cases.forEach(example -> outcomes.add(example.expect().applies()));
        if (outcomes.size() < 2) {
            throw new BadPolicy(casesName, 1, "one case in which the policy applies, and one in which it does not");
        }
    }

    private void refuseOrphan(String casesName, Set<String> names) {
        var policy = casesName.substring(0, casesName.length() - CASES.length()) + POLICY;
        if (!names.contains(policy)) {
            throw new BadPolicy(casesName, 1, "there is no " + policy);
        }
    }

    private Set<String> fileNames() {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(POLICY))
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new BadPolicy(folder.toString(), "cannot be read");
        }
    }

    private String text(String fileName) {
        try {
            var file = folder.resolve(fileName);
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new BadPolicy(fileName, 1, "larger than " + MAX_FILE_BYTES + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadPolicy(fileName, 1, "cannot be read as UTF-8");
        }
    }
}
