package dev.approvalcopilot.local.auth0;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an administrator has set up in the tenant: the seed of a stand-in. Holds passwords and client secrets in clear,
 * since it exists for one machine; {@link #write} gives the file mode 600.
 *
 * @param connectionClaim name of the namespaced claim in which a post-login Action names the connection that was used
 * @param groupsClaim     name of the namespaced claim in which the same Action lists the person's groups
 * @param mfa             the post-login Action that asks for a second factor
 * @param logoutUrls      where a logout without a client may lead
 */
public record Tenant(
        List<Client> clients,
        List<Api> apis,
        List<ClientGrant> clientGrants,
        List<Connection> connections,
        List<User> users,
        MfaRule mfa,
        String connectionClaim,
        String groupsClaim,
        List<String> logoutUrls) {

    /** Stands for the issuer in an audience, as in {@code {issuer}api/v2/}, since a test learns its port late. */
    public static final String ISSUER = "{issuer}";

    /** The multi-factor policy as it stands in {@code acr_values} and {@code acr}. */
    public static final String MFA = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

    public Tenant {
        clients = List.copyOf(clients);
        apis = List.copyOf(apis);
        clientGrants = List.copyOf(clientGrants);
        connections = List.copyOf(connections);
        users = List.copyOf(users);
        logoutUrls = List.copyOf(logoutUrls);
    }

    /**
     * When the post-login Action calls {@code api.multifactor.enable}.
     *
     * @param always    the tenant's policy "Always": at every login, and the vault's exchange, where nobody can answer, fails
     * @param onRequest where {@code acr_values} asks for it
     * @param clients   always at these clients, whatever the request says: a browser can strip parameters
     */
    public record MfaRule(boolean always, boolean onRequest, List<String> clients) {
        public MfaRule {
            clients = List.copyOf(clients);
        }

        /** Without the policy "Always". */
        public MfaRule(boolean onRequest, List<String> clients) {
            this(false, onRequest, clients);
        }

        boolean asks(String clientId, boolean requested) {
            return always || (onRequest && requested) || clients.contains(clientId);
        }
    }

    public Optional<Client> client(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    public Optional<Api> api(String identifier) {
        return apis.stream().filter(api -> api.identifier().equals(identifier)).findFirst();
    }

    public Optional<User> user(String id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    public Optional<Connection> connection(String name) {
        return connections.stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst();
    }

    Optional<ClientGrant> grant(String clientId, String audience, ClientGrant.Subject subject) {
        return clientGrants.stream()
                .filter(grant -> grant.client().equals(clientId)
                        && grant.audience().equals(audience)
                        && grant.subject() == subject)
                .findFirst();
    }

    /** The same tenant with the placeholder {@link #ISSUER} filled in. */
    Tenant at(URI issuer) {
        return new Tenant(
                clients.stream().map(client -> client.at(issuer)).toList(),
                apis.stream().map(api -> api.at(issuer)).toList(),
                clientGrants.stream().map(grant -> grant.at(issuer)).toList(),
                connections,
                users,
                mfa,
                connectionClaim,
                groupsClaim,
                logoutUrls);
    }

    Tenant with(MfaRule rule) {
        return new Tenant(
                clients, apis, clientGrants, connections, users, rule, connectionClaim, groupsClaim, logoutUrls);
    }

    /** With this person in place of the one of the same id. */
    Tenant with(User changed) {
        var others = users.stream()
                .map(user -> user.id().equals(changed.id()) ? changed : user)
                .toList();
        return new Tenant(
                clients, apis, clientGrants, connections, others, mfa, connectionClaim, groupsClaim, logoutUrls);
    }

    /** With this person, and without another one of the same id. */
    Tenant and(User person) {
        var people = Stream.concat(users.stream().filter(user -> !user.id().equals(person.id())), Stream.of(person))
                .toList();
        return new Tenant(
                clients, apis, clientGrants, connections, people, mfa, connectionClaim, groupsClaim, logoutUrls);
    }

    static String at(URI issuer, String audience) {
        return audience.replace(ISSUER, issuer.toString());
    }

    public static Tenant read(Path file) {
        try {
            return Json.MAPPER.readValue(file.toFile(), Tenant.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(Path file) {
        writePrivately(file, Json.write(this));
    }

    static void writePrivately(Path file, String content) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
