package dev.approvalcopilot.gateway;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** All settings of the gateway. A key without a default must be set; a misspelt one stops the start. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** What a grant must be signed by and say. */
    Grant grant();

    /** What a classification must be signed by and say. */
    Classification classification();

    /** Which risk level needs which evidence. */
    Evidence evidence();

    /** The tenant that keeps the tokens. */
    Auth0 auth0();

    /** The bound login that CRITICAL actions need, and all who approve what is not theirs. */
    Presence presence();

    /** Who may approve besides the principal. */
    Approvers approvers();

    /** Who may stop all of this, and let it go on. */
    Operators operators();

    /** Where provider tokens come from. */
    Vault vault();

    /** The call at the provider. */
    Call call();

    /** How many actions may be worked on at once, in actions. Each holds one connection to Auth0 or a provider at a time. */
    @WithDefault("16")
    @Min(1)
    @Max(256)
    int maxConcurrentCalls();

    /** How long grant text and arguments stay in the ledger after the end, ISO-8601. Short, since they may hold evidence. */
    @WithDefault("PT1H")
    @DurationMax(hours = 1)
    Duration evidenceKeptFor();

    /** Where a person connects an account, an absolute address named in refusals. Default: none, they are told without. */
    Optional<URI> connectUrl();

    /**
     * Allows http for Auth0 and for tools, where tokens then travel in clear. Default false; only for a stack on one
     * machine.
     */
    @WithDefault("false")
    boolean unsafeAllowPlainHttp();

    /**
     * Hosts, as addresses write them, that may be called although they are not on the public internet. Default: none; only for
     * a stack on one machine.
     */
    Optional<Set<String>> unsafeAllowAddresses();

    interface Grant {
        /** Expected {@code iss} of every grant. No default. */
        String issuer();

        /** JWKS file with the public Ed25519 keys of the approval-service; re-read when it changes. No default. */
        Path keysFile();
    }

    interface Classification {
        /** Expected {@code iss} of every classification. No default. */
        String issuer();

        /** JWKS file with the public Ed25519 keys of the risk-service; re-read when it changes. No default. */
        Path keysFile();
    }

    interface Evidence {
        /**
         * The lowest risk level that needs a login bound to the action, whatever approval-service and risk-service say. Default
         * CRITICAL. Where it is lower, a policy has to demand {@code freshLogin} from there on, or the person is not asked.
         */
        @WithDefault("CRITICAL")
        RiskLevel loginFrom();
    }

    interface Auth0 {
        /** The tenant, with its slash at the end, as in {@code iss}. No default. */
        URI issuer();

        /** Id of the client with privileged access to the Token Vault. No default. */
        String clientId();

        /** JWK file with that client's private RSA key and its {@code kid}. Either this or a secret. No default. */
        Optional<Path> privateKeyFile();

        /** File with that client's secret, where the vault's mode needs no key. Either this or a key. No default. */
        Optional<Path> clientSecretFile();

        /** Longest wait for one answer of Auth0, ISO-8601. Three of them must fit into the lease. */
        @WithDefault("PT5S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 7)
        Duration timeout();
    }

    interface Operators {
        /** The API that an operator's access token must be for: its {@code aud}. No default. */
        String audience();

        /** Ids of the applications through which operators act: the token's {@code azp}. Never an agent's. No default. */
        Set<String> clients();
    }

    interface Vault {
        /** The way to provider tokens. Default the Token Vault; the other for tenants without it (docs/adr/0010). */
        @WithDefault("PRIVILEGED_WORKER")
        VaultMode mode();
    }

    /** Ways to provider tokens. */
    enum VaultMode {
        /** Exchange at the Token Vault with a JWT that the gateway signs. */
        PRIVILEGED_WORKER,
        /** Tokens of a person's identities, read with {@code read:user_idp_tokens}. */
        MANAGEMENT_API
    }

    interface Presence {
        /** Client id that serves nothing but bound logins: the {@code aud} of the evidence. No default. */
        String clientId();

        /** Database connections whose logins count without a second factor. Default none: a second factor is needed. */
        Optional<Set<String>> trustedConnections();

        /**
         * Claim of the ID token in which a post-login Action lists the groups that the tenant's administrator gave the person.
         * Namespaced (https://…), so that it can be no claim of Auth0's own. Default as in docs/guides/policies.md.
         */
        @WithDefault(LoginVerifier.GROUPS_CLAIM)
        URI groupsClaim();

        /**
         * Where several approve: how old the logins of all but the last may be, ISO-8601. The last one's is 5 minutes old at most,
         * as the only one's is. Long enough for people to answer, short enough to mean the same situation.
         */
        @WithDefault("PT1H")
        @DurationMin(minutes = 5)
        @DurationMax(hours = 8)
        Duration quorumWindow();
    }

    interface Approvers {
        /**
         * File (YAML or JSON) that says per group which tools and connections it may approve; re-read when it changes. Default
         * none: nobody but the principal approves. See docs/guides/policies.md.
         */
        Optional<Path> file();
    }

    interface Call {
        /** Longest time from dispatch to the provider's whole answer, ISO-8601. Afterwards the outcome is unknown. */
        @WithDefault("PT15S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration limit();

        /**
         * Longest time for all reads before a call, and for the one look after a call without an answer, ISO-8601. It must fit
         * into the lease, after the answers of Auth0.
         */
        @WithDefault("PT4S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 30)
        Duration readLimit();

        /** How long a claimed action is left to its worker, ISO-8601; must outlive {@code limit}. */
        @WithDefault("PT25S")
        @DurationMin(millis = 200)
        @DurationMax(minutes = 2)
        Duration lease();

        /** Longest wait for a connection to the provider, ISO-8601. Nothing was sent when it runs out. */
        @WithDefault("PT5S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 30)
        Duration connectTimeout();

        /** Largest answer that is read, in bytes. */
        @WithDefault("1048576")
        @Min(1024)
        @Max(8388608)
        int maxAnswerBytes();

        /** How many actions may be under way at one connection at once, in actions. The others wait while their grant lives. */
        @WithDefault("8")
        @Min(1)
        @Max(256)
        int maxConcurrentPerConnection();

        /**
         * After how many of the last twenty tries of actions at a connection its circuit may open, in tries; it opens when half
         * of them met a provider that was ill.
         */
        @WithDefault("10")
        @Min(2)
        @Max(1000)
        int circuitMinimumCalls();

        /** How long an open circuit keeps actions back before two are tried, ISO-8601. Shorter than a grant lives. */
        @WithDefault("PT10S")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 2)
        Duration circuitOpenFor();
    }
}
