package dev.approvalcopilot.approval;

import dev.approvalcopilot.contracts.presence.LoginVerifier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** All keys of this service. Secrets come from a file that only it can read. */
@ConfigMapping(prefix = "approval")
public interface ApprovalConfig {
    /** Order of the beans that look at their configuration at start: before consumers and schedulers do anything. */
    int BEFORE_ANY_WORK = 1;

    Grant grant();

    Classification classification();

    Presence presence();

    Accounts accounts();

    Connect connect();

    Auth0 auth0();

    Expiry expiry();

    Outcome outcome();

    WorkingHours workingHours();

    Waiting waiting();

    Stream stream();

    Session session();

    Inbox inbox();

    NotificationConfig notifications();

    Runs runs();

    AttentionConfig attention();

    /** Auth0 client ids that may decide in a person's name. No default: an agent's client must not slip in. */
    Set<String> approverClients();

    /** The claim in which a post-login Action of the tenant lists a person's groups. Namespaced; the gateway reads the same. */
    @WithDefault(LoginVerifier.GROUPS_CLAIM)
    String groupsClaim();

    /** The grants this service signs. */
    interface Grant {
        /** Private Ed25519 JWK with {@code kid}. Without it the service does not start. */
        Path signingKeyFile();

        /** {@code iss} of every grant; the gateway expects the same. */
        @WithDefault("https://copilot.local/approval")
        URI issuer();

        /** ISO-8601, at most PT5M. Outlives a hiccup, too short to hoard. CRITICAL ones live at most PT1M. */
        @WithDefault("PT5M")
        Duration lifetime();
    }

    /** The classifications this service believes. */
    interface Classification {
        /** JWKS file with the public Ed25519 keys of the risk-service; re-read when it changes. No default. */
        Path keysFile();

        /** Expected {@code iss} of every classification. No default. */
        String issuer();
    }

    /** The bound login's own Auth0 client, "Authorise a critical action", which serves nothing else. */
    interface Presence {
        @WithDefault("copilot-presence")
        String clientId();

        /** Sent in the body (client_secret_post). */
        String clientSecret();

        /** Registered at Auth0; its scheme and host are this service's public address. */
        URI redirectUri();

        /** Database connections whose login counts without a second factor. Default none: a second factor is needed. */
        Optional<Set<String>> trustedConnections();
    }

    /** The Auth0 client that lists connected accounts: Management API, {@code read:users}, no tokens. */
    interface Accounts {
        @WithDefault("copilot-accounts-reader")
        String clientId();

        String clientSecret();

        /** What counts as an account; goes with the gateway's {@code gateway.vault.mode}. */
        @WithDefault("CONNECTED_ACCOUNTS")
        AccountSource source();
    }

    /** The Auth0 client with which people connect and disconnect accounts, "Connect accounts", which serves nothing else. */
    interface Connect {
        @WithDefault("copilot-connect")
        String clientId();

        /** Sent in the body (client_secret_post). Needed with the source CONNECTED_ACCOUNTS, without use otherwise. */
        Optional<String> clientSecret();
    }

    /** Where a person's accounts at providers stand in the tenant. */
    enum AccountSource {
        /** Connected accounts of the Token Vault, with the gateway's mode PRIVILEGED_WORKER. */
        CONNECTED_ACCOUNTS,
        /** Linked identities, with the gateway's mode MANAGEMENT_API; the account's id is the user's id at the provider. */
        IDENTITIES
    }

    interface Auth0 {
        /** The tenant, with its slash: {@code https://TENANT/}. Plain http is accepted for a loopback address only. */
        URI issuer();
    }

    interface Expiry {
        /** ISO-8601. For actions whose classification names none. */
        @WithDefault("P1D")
        Duration byDefault();

        /** What a classification may ask for at most. */
        @WithDefault("P30D")
        Duration longest();

        /** How often expired actions are looked for. Only the report waits for it: a late decision is refused anyway. */
        @WithDefault("PT2S")
        Duration sweepEvery();

        /** Actions reported in one transaction. */
        @WithDefault("100")
        int batchSize();
    }

    /** What the gateway reports of an approved action. */
    interface Outcome {
        /**
         * How long after the grant's end a report may take before it counts as missing. Longer than the gateway's longest lease
         * (PT2M), in which a call that began in time may still be under way, and the way of its report.
         */
        @WithDefault("PT3M")
        Duration margin();

        /** How often missing reports are looked for. */
        @WithDefault("PT2S")
        Duration sweepEvery();

        /** Actions reported in one transaction. */
        @WithDefault("100")
        int batchSize();
    }

    /** The hours in which time counts where a policy asks for working time. Holidays are not known. */
    interface WorkingHours {
        /** Of the days and times below, as in {@code Europe/Zurich}; times that people type are in it too. */
        @WithDefault("UTC")
        ZoneId zone();

        @WithDefault("MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY")
        Set<DayOfWeek> days();

        @WithDefault("09:00")
        LocalTime from();

        /** Exclusive, and after {@code from} on the same day. */
        @WithDefault("17:00")
        LocalTime to();
    }

    /** What happens while nobody decides. */
    interface Waiting {
        /** How long a claim lasts that nobody lets go. */
        @WithDefault("PT30M")
        Duration claimLasts();

        /** How often due reminders and escalations are looked for: they are late by as much. */
        @WithDefault("PT2S")
        Duration sweepEvery();

        /** Actions looked at in one round. */
        @WithDefault("100")
        int batchSize();
    }

    /** The live stream. */
    interface Stream {
        /** How often this replica looks for news. */
        @WithDefault("PT0.25S")
        Duration pollEvery();

        /** A comment line, so that proxies and clients see that the line is alive. */
        @WithDefault("PT15S")
        Duration heartbeatEvery();

        /** How far back a client can resume. */
        @WithDefault("P1D")
        Duration keep();
    }

    /** Sessions of the page. */
    interface Session {
        /**
         * How long a session lives without the person doing something, and how old a login may be that begins one. Auth0 is asked
         * for a newer one then (max_age), whatever its own session says. Default 30 minutes (NIST SP 800-63B-4: at most an hour).
         */
        @WithDefault("PT30M")
        Duration idle();

        /** How long after the login it ends at the latest; the ID token's own end counts too. Default 8 hours. */
        @WithDefault("PT8H")
        Duration longest();
    }

    /** The list of what waits. */
    interface Inbox {
        /**
         * From how many waiting actions of one tool, agent and level on they stand as one row with their number, 2 to 1000.
         * CRITICAL ones never do.
         */
        @WithDefault("5")
        @Min(2)
        @Max(1000)
        int foldFrom();
    }

    /** Runs that people ask for on the page. */
    interface Runs {
        /** Of one person, open at once; one more is answered 429. The planner has a limit of its own, and the last word. */
        @WithDefault("50")
        int maxOpen();
    }
}
