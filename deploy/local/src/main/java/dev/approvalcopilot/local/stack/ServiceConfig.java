package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.model.ModelStandIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each service is told on this machine: the one list of keys for the launcher and for tests. What a service would
 * connect to while it starts is left out where that part does not run.
 */
public final class ServiceConfig {
    private final Installation installation;
    private final Set<Part> parts;

    public ServiceConfig(Installation installation, Set<Part> parts) {
        this.installation = installation;
        this.parts = Set.copyOf(parts);
    }

    public Map<String, String> of(Service service) {
        var config = new LinkedHashMap<String, String>();
        config.put("copilot.deployment", "https://copilot.local");
        config.put("copilot.tools.dir", installation.tools().toString());
        var listener = service == Service.GATEWAY ? "quarkus.management" : "quarkus.http";
        config.put(listener + ".host", "127.0.0.1");
        config.put(listener + ".port", Integer.toString(installation.port(service)));
        if (parts.contains(Part.KAFKA)) {
            installation
                    .kafkaLogin(service.id())
                    .properties()
                    .forEach((key, value) -> config.put("kafka." + key, value));
        }
        if (parts.contains(Part.POSTGRES)) {
            config.put("quarkus.datasource.jdbc.url", installation.jdbcUrl(service));
            config.put("quarkus.datasource.username", service.id());
            config.put("quarkus.datasource.password", installation.secrets().databasePassword(service));
        }
        if (parts.contains(Part.AUTH0) && service != Service.GATEWAY) {
            config.put("quarkus.oidc.auth-server-url", installation.issuer());
        }
        limits(config);
        switch (service) {
            case PLANNER -> planner(config);
            case RISK -> risk(config);
            case APPROVAL -> approval(config);
            case GATEWAY -> gateway(config);
            case AUDIT -> {} // nothing of its own yet
        }
        return config;
    }

    /** On, as in production, and so high that neither tests nor the benchmark meet them: two people do the work of thousands. */
    private static void limits(Map<String, String> config) {
        for (var limit : List.of("person", "client", "stranger")) {
            config.put("copilot.http.limits." + limit + ".burst", "20000");
            config.put("copilot.http.limits." + limit + ".per-minute", "600000");
        }
        config.put("copilot.http.limits.work.burst", "10000");
        config.put("copilot.http.limits.work.per-minute", "300000");
        config.put("copilot.http.limits.streams-per-person", "200");
    }

    private void planner(Map<String, String> config) {
        config.put("quarkus.langchain4j.openai.base-url", installation.address(Part.MODEL) + "/v1");
        config.put("quarkus.langchain4j.openai.api-key", installation.secrets().modelApiKey());
        config.put("quarkus.langchain4j.openai.chat-model.model-name", ModelStandIn.MODEL);
    }

    private void risk(Map<String, String> config) {
        config.put(
                "risk.policies.dir",
                installation.repository().resolve("policies").toString());
        config.put(
                "risk.classification.signing-key-file",
                installation.keys().classificationSigningKey().toString());
    }

    private void approval(Map<String, String> config) {
        var secrets = installation.secrets();
        config.put(
                "approval.grant.signing-key-file",
                installation.keys().grantSigningKey().toString());
        believeClassifications(Service.APPROVAL, config);
        config.put("approval.approver-clients", "copilot-page,copilot-cli");
        config.put("approval.auth0.issuer", installation.issuer());
        config.put("approval.presence.client-id", "copilot-presence");
        config.put("approval.presence.client-secret", secrets.clientSecret("copilot-presence"));
        config.put("approval.presence.redirect-uri", installation.address(Service.APPROVAL) + "/step-up/callback");
        config.put("approval.connect.client-id", "copilot-connect");
        config.put("approval.connect.client-secret", secrets.clientSecret("copilot-connect"));
        config.put("approval.accounts.client-id", "copilot-accounts-reader");
        config.put("approval.accounts.client-secret", secrets.clientSecret("copilot-accounts-reader"));
        attention(config);
        if (parts.contains(Part.AUTH0)) {
            config.put("quarkus.oidc.page.auth-server-url", installation.issuer());
            config.put("quarkus.oidc.page.client-id", "copilot-page");
            config.put("quarkus.oidc.page.credentials.secret", secrets.clientSecret("copilot-page"));
            config.put("quarkus.oidc.page.token-state-manager.encryption-secret", secrets.sessionKey());
        }
    }

    /**
     * People get the real reading times. Tests get them at one level, so that the others wait for nothing, and agents with limits
     * small enough to reach.
     */
    private void attention(Map<String, String> config) {
        config.put("approval.attention.limits.waiting", "20000");
        config.put("approval.attention.limits.per-hour", "1000000");
        if (installation.isTemporary()) {
            config.put("approval.attention.reading-time.high", "PT2S");
            config.put("approval.attention.reading-time.critical", "PT0S");
            for (var level : List.of("low", "medium", "critical")) {
                config.put("approval.attention.cool-down." + level, "PT0S");
            }
            config.put("approval.attention.statistics.show-team-to", "security");
            config.put("approval.attention.statistics.show-people-to", "security");
            config.put("approval.attention.canary.agent", "assistant");
            config.put("approval.attention.limits.agents.talkative.waiting", "3");
            config.put("approval.attention.limits.agents.talkative.per-hour", "5");
        }
    }

    private void gateway(Map<String, String> config) {
        config.put("gateway.grant.keys-file", installation.keys().grantKeys().toString());
        config.put("gateway.grant.issuer", "https://copilot.local/approval");
        config.put("gateway.connect-url", installation.address(Service.APPROVAL) + "/accounts");
        believeClassifications(Service.GATEWAY, config);
        config.put("gateway.presence.client-id", "copilot-presence");
        config.put("gateway.approvers.file", installation.approvers().path().toString());
        config.put("gateway.operators.audience", LocalTenant.GATEWAY);
        config.put("gateway.operators.clients", "copilot-cli");
        config.put("gateway.auth0.issuer", installation.issuer());
        config.put("gateway.auth0.client-id", "copilot-vault-gateway");
        config.put(
                "gateway.auth0.private-key-file",
                installation.keys().vaultClientKey().toString());
        // Auth0 and the providers are stand-ins on this machine, without TLS.
        config.put("gateway.unsafe-allow-plain-http", "true");
        config.put("gateway.unsafe-allow-addresses", "127.0.0.1");
    }

    private void believeClassifications(Service reader, Map<String, String> config) {
        config.put(
                reader.id() + ".classification.keys-file",
                installation.keys().classificationKeys(reader).toString());
        config.put(reader.id() + ".classification.issuer", "https://copilot.local/risk");
    }

    /** As a properties file. */
    String text(Service service) {
        return of(service).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
