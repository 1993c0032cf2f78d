package dev.approvalcopilot.gateway.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.jws.PublicKeys;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.gateway.grant.RefusalCode.Standing;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class GrantVerifierTest {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
    private static final SigningKey KEY = TestKeys.ed25519("grants-1");
    private static final SigningKey RISK_KEY = TestKeys.ed25519("risk-1");
    static final Tenant TENANT = Tenant.create();

    private final LoginKeysStub loginKeys = new LoginKeysStub();
    private final GrantVerifier verifier = verifier(RiskLevel.CRITICAL);

    private GrantVerifier verifier(RiskLevel loginFrom) {
        return verifier(loginFrom, loginKeys, () -> EligibleGroups.NONE);
    }

    static GrantVerifier verifier(RiskLevel loginFrom, LoginKeys loginKeys, Supplier<EligibleGroups> groups) {
        return verifier(loginFrom, loginKeys, groups, Delegations.NONE);
    }

    static GrantVerifier verifier(
            RiskLevel loginFrom, LoginKeys loginKeys, Supplier<EligibleGroups> groups, Delegations delegations) {
        return verifier(loginFrom, KEY, TOOLS, loginKeys, groups, delegations);
    }

    static GrantVerifier verifier(
            RiskLevel loginFrom,
            SigningKey key,
            ToolCatalog tools,
            LoginKeys loginKeys,
            Supplier<EligibleGroups> groups,
            Delegations delegations) {
        return new GrantVerifier(
                new GrantVerifier.Expected(GrantBuilder.ISSUER, GrantBuilder.DEPLOYMENT),
                only(key),
                tools,
                new ClassificationVerifier(GrantBuilder.RISK_ISSUER, GrantBuilder.DEPLOYMENT, only(RISK_KEY)),
                new ApproverChecks(
                        new EvidenceChecks(
                                new LoginVerifier(Tenant.ISSUER, Tenant.CLIENT, Set.of()),
                                loginKeys,
                                loginFrom,
                                Duration.ofHours(1)),
                        groups,
                        delegations));
    }

    private static PublicKeys only(SigningKey key) {
        return kid ->
                kid.equals(key.kid()) ? Optional.of(((PublicJsonWebKey) key.jwk()).getPublicKey()) : Optional.empty();
    }

    static GrantBuilder aGrant() {
        return new GrantBuilder(TOOLS, KEY, RISK_KEY, NOW);
    }

    static GrantBuilder aCriticalGrant() {
        return aGrant().deletingARepository()
                .provenBy(nonce -> TENANT.idToken("auth0|ada", nonce, NOW.minusSeconds(10), claims -> {}));
    }

    @Test
    void acceptsWhatIsRightInEverything() throws Exception {
        var grant = verifier.verify(aGrant().build(), NOW);

        assertThat(grant.tool().name()).isEqualTo("github.create_issue");
        assertThat(grant.level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(grant.account()).isEqualTo("cac_github_ada");
    }

    @Test
    void whatIsActedUponIsWhatTheBytesSay() throws Exception {
        var builder = aGrant();
        var received = builder.build();
        var action = Action.read(builder.actionBytes());

        var believed = verifier.believe(received, NOW);
        var grant = verifier.verify(received, NOW);

        assertThat(grant.ref())
                .isEqualTo(believed.ref())
                .isEqualTo(ActionRef.of(action, builder.actionBytes().digest()));
        assertThat(grant.digest()).isEqualTo(builder.actionBytes().digest());
        assertThat(grant.principal()).isEqualTo("auth0|ada");
        assertThat(grant.arguments()).isEqualTo(action.arguments());
        assertThat(grant.expiresAt()).isEqualTo(believed.expiresAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void acceptsACriticalActionWithALoginBoundToIt() throws Exception {
        var grant = verifier.verify(aCriticalGrant().build(), NOW);

        assertThat(grant.level()).isEqualTo(RiskLevel.CRITICAL);
    }

    @Test
    void takesTheGrantsLevelWhereItIsHigherThanTheFloor() throws Exception {
        var grant = verifier.verify(aGrant().at(RiskLevel.HIGH).build(), NOW);

        assertThat(grant.level()).isEqualTo(RiskLevel.HIGH);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                // Found by the ledger's constraints: SingleUseTest.
                "GRANT_ALREADY_USED",
                "ACTION_ALREADY_USED",
                // Found by reading what operators have stopped: HaltRuleTest, HaltExecutionTest.
                "HALTED",
                "EPOCH_OVER",
                "EPOCH_UNKNOWN",
                "HALTS_UNREADABLE",
                // Found by reading what the person has laid down: OwnRulesCheckTest, OwnRulesTest.
                "OWN_LIMIT",
                "DELEGATION_TO_ONESELF",
                "DELEGATION_DATES",
                "DELEGATION_CIRCLE",
                "OWN_RULE_GONE",
                "OWN_RULE_NAMES_NOTHING",
                "TOO_MANY_OWN_RULES",
                "OWN_RULES_UNREADABLE",
                // Found after verification: ExecutionTest, UncertaintyTest, ScopeComparisonTest, VaultTest.
                "REQUEST",
                "PROVIDER_UNAVAILABLE",
                "AUTH0_UNAVAILABLE",
                "AUTH0_RATE_LIMITED",
                "AUTH0_DENIED",
                "NOT_CONNECTED",
                "ACCOUNT_AMBIGUOUS",
                "CONSENT_WITHDRAWN",
                "SCOPES_MISSING",
                "SCOPES_BEYOND",
                // PreconditionTest.
                "PRECONDITION_CHANGED",
                "PRECONDITION_UNREADABLE"
            })
    void refusesWithItsOwnCode(RefusalCode code) {
        var hostile = HostileTwin.violatingOnly(code, KEY, TENANT, NOW);

        assertThatThrownBy(() -> verifier.verify(hostile.grant(), hostile.at()))
                .isInstanceOfSatisfying(
                        GrantRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "GRANT_ALREADY_USED",
                "ACTION_ALREADY_USED",
                "HALTED",
                "EPOCH_OVER",
                "EPOCH_UNKNOWN",
                "OWN_LIMIT",
                "DELEGATION_TO_ONESELF",
                "DELEGATION_DATES",
                "DELEGATION_CIRCLE",
                "OWN_RULE_GONE",
                "OWN_RULE_NAMES_NOTHING",
                "TOO_MANY_OWN_RULES"
            })
    void believesExactlyWhatTheApprovalServiceSigned(RefusalCode code) {
        if (code.standing() == Standing.EXECUTION) {
            return;
        }
        var hostile = HostileTwin.violatingOnly(code, KEY, TENANT, NOW);

        boolean believed = true;
        try {
            verifier.believe(hostile.grant(), hostile.at());
        } catch (GrantRefused refused) {
            believed = false;
        }

        assertThat(believed).isEqualTo(code.standing() == Standing.BELIEVED);
    }

    @Test
    void aLateGrantIsBelievedSoThatItsActionCanEnd() throws Exception {
        var late = aGrant().build();

        assertThat(verifier.believe(late, NOW.plusSeconds(86_400)).jti()).hasSize(22);
    }

    /** Each text decodes to the same signature: 16 endings of the last letter and a padded one (traps, "JSON and signatures"). */
    static Stream<String> textualVariants() {
        var jws = aGrant().build().jws();
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(jws.charAt(jws.length() - 1));
        var sameBits = IntStream.range(0, 16)
                .map(low -> last & ~15 | low)
                .mapToObj(letter -> jws.substring(0, jws.length() - 1) + alphabet.charAt(letter));
        return Stream.concat(sameBits, Stream.of(jws + "="));
    }

    @Test
    void oneGrantHasOneTextOf17() {
        var variants = textualVariants().toList();

        var accepted = variants.stream().filter(this::isAccepted).toList();

        assertThat(variants).hasSize(17);
        assertThat(new HashSet<>(accepted)).hasSize(1);
    }

    private boolean isAccepted(String jws) {
        try {
            // The bytes do not matter for how the text is read: a text that gets as far as the digest was read.
            verifier.believe(new ReceivedGrant(jws, ""), NOW);
            return true;
        } catch (GrantRefused refused) {
            return refused.code() == RefusalCode.DIGEST;
        }
    }

    @Test
    void aGrantBelowItsClassificationIsRefusedAsOneBelowTheFloor() throws Exception {
        var raised = aGrant().classification(claims -> claims.put("level", "HIGH"));

        assertThatThrownBy(() -> verifier.verify(raised.build(), NOW)).hasMessage(RefusalCode.LEVEL_TOO_LOW.code());
        assertThat(verifier.verify(raised.at(RiskLevel.HIGH).build(), NOW).level())
                .isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void aClassificationNeverLowersWhatTheToolNeeds() throws Exception {
        var lowered = aCriticalGrant().classification(claims -> claims.put("level", "LOW"));

        assertThat(verifier.verify(lowered.build(), NOW).level()).isEqualTo(RiskLevel.CRITICAL);
        assertThatThrownBy(() -> verifier.verify(lowered.at(RiskLevel.HIGH).build(), NOW))
                .hasMessage(RefusalCode.LEVEL_TOO_LOW.code());
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatTheRiskServiceDidNotSignForThisDeployment(GrantBuilder grant) {
        assertThatThrownBy(() -> verifier.verify(grant.build(), NOW)).hasMessage(RefusalCode.CLASSIFICATION.code());
    }

    static List<GrantBuilder> refusesWhatTheRiskServiceDidNotSignForThisDeployment() {
        return List.of(
                aGrant().claims(claims -> claims.put("classification", "no jws")),
                aGrant().classifiedAs("approval-grant+jwt"),
                // The approval-service's own key is none for classifications.
                new GrantBuilder(TOOLS, KEY, KEY, NOW),
                aGrant().classification(claims -> claims.put("iss", GrantBuilder.ISSUER)),
                aGrant().classification(claims -> claims.put("aud", "https://staging.example")),
                aGrant().classification(claims -> claims.remove("policy")),
                aGrant().classification(claims -> claims.put("level", "NONE")));
    }

    @Test
    void aPolicyMayDemandALoginBelowTheLevelThatNeedsOne() throws Exception {
        var demanding = aGrant().classification(
                        claims -> HostileTwin.obligations(claims).put("freshLogin", true));

        assertThatThrownBy(() -> verifier.verify(demanding.build(), NOW))
                .hasMessage(RefusalCode.PRESENCE_MISSING.code());
        var proven = demanding.provenBy(nonce -> TENANT.idToken("auth0|ada", nonce, NOW.minusSeconds(10), c -> {}));
        assertThat(verifier.verify(proven.build(), NOW)).isNotNull();
    }

    @Test
    void whichLevelNeedsALoginIsTheGatewaysOwnSetting() throws Exception {
        var high = aGrant().at(RiskLevel.HIGH);

        assertThat(verifier.verify(high.build(), NOW)).isNotNull();
        assertThatThrownBy(() -> verifier(RiskLevel.HIGH).verify(high.build(), NOW))
                .hasMessage(RefusalCode.PRESENCE_MISSING.code());
        assertThat(verifier(RiskLevel.HIGH).verify(aGrant().build(), NOW)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource
    void refusesALoginThatIsNoneForThisAction(GrantBuilder grant) {
        assertThatThrownBy(() -> verifier.verify(grant.build(), NOW))
                .isInstanceOfSatisfying(
                        GrantRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PRESENCE));
    }

    static List<GrantBuilder> refusesALoginThatIsNoneForThisAction() {
        var fresh = NOW.minusSeconds(10);
        return Stream.<GrantBuilder.Login>of(
                        nonce -> TENANT.idToken("auth0|ada", "another-nonce", fresh, claims -> {}),
                        nonce -> TENANT.idToken("auth0|bob", nonce, fresh, claims -> {}),
                        nonce -> TENANT.idToken("auth0|ada", nonce, fresh, claims -> claims.unsetClaim("auth_time")),
                        nonce -> TENANT.idToken("auth0|ada", nonce, fresh, claims -> claims.unsetClaim("amr")),
                        nonce ->
                                TENANT.idToken("auth0|ada", nonce, fresh, claims -> claims.setAudience("copilot-page")),
                        nonce -> new Tenant(TestKeys.rsa(TENANT.key().kid()))
                                .idToken("auth0|ada", nonce, fresh, claims -> {}),
                        nonce -> "no token")
                .map(login -> aGrant().deletingARepository().provenBy(login))
                .toList();
    }

    /** The nonce holds the digest, so that no login can be older than its action: what seems so comes of the clocks. */
    @Test
    void namesTheClocksWhereALoginSeemsOlderThanItsAction() {
        var grant = aGrant().deletingARepository()
                .provenBy(nonce -> TENANT.idToken("auth0|ada", nonce, NOW.minusSeconds(1000), claims -> {}));

        assertThatThrownBy(() -> verifier.verify(grant.build(), NOW)).hasMessage(RefusalCode.PRESENCE_CLOCK.code());
    }

    @Test
    void aClockTenSecondsAheadIsPassedOver() throws Exception {
        var grant = aGrant().deletingARepository()
                .provenBy(nonce -> TENANT.idToken("auth0|ada", nonce, NOW.plusSeconds(10), claims -> {}));

        assertThat(verifier.verify(grant.build(), NOW)).isNotNull();
    }

    @Test
    void evidenceThatIsNotNeededIsCheckedAllTheSame() {
        var grant = aGrant().provenBy(nonce -> TENANT.idToken("auth0|ada", "another", NOW.minusSeconds(10), c -> {}));

        assertThatThrownBy(() -> verifier.verify(grant.build(), NOW)).hasMessage(RefusalCode.PRESENCE.code());
    }

    @Test
    void withoutAuth0sKeysNothingIsDecided() {
        loginKeys.available = false;

        assertThatThrownBy(() -> verifier.verify(aCriticalGrant().build(), NOW))
                .isInstanceOf(LoginKeys.Unavailable.class);
    }

    @Test
    void needsNoKeysOfAuth0WhereNoEvidenceIsNeeded() throws Exception {
        loginKeys.available = false;

        assertThat(verifier.verify(aGrant().build(), NOW)).isNotNull();
    }

    @Test
    void neitherFormPrintsWhatItHolds() throws Exception {
        var received = aCriticalGrant().build();

        assertThat(List.of(
                        received.toString(),
                        verifier.believe(received, NOW).toString(),
                        verifier.verify(received, NOW).toString()))
                .allMatch(text -> text.contains("Grant["))
                .noneMatch(text -> text.contains("octo") || text.contains("eyJ"));
    }

    static final class LoginKeysStub implements LoginKeys {
        private boolean available = true;

        @Override
        public Collection<JsonWebKey> forToken(String compact) throws Unavailable {
            if (!available) {
                throw new Unavailable("not now");
            }
            return List.of(TENANT.key().jwk());
        }
    }

    static ObjectNode toolCall(ObjectNode claims) {
        return (ObjectNode) claims.path("authorization_details").path(0);
    }
}
