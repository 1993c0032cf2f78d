package dev.approvalcopilot.approval.auth0;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Auth0 on the wire. */
@Path("/")
@RegisterRestClient(configKey = "auth0")
@Produces(MediaType.APPLICATION_JSON)
public interface Auth0Tenant {
    /** {@code authorization_code} and {@code client_credentials}. */
    @POST
    @Path("oauth/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    JsonNode token(Form form);

    /** Management API, scope {@code read:users}: the accounts that a person connected. Without tokens. */
    @GET
    @Path("api/v2/users/{user}/connected-accounts")
    JsonNode connectedAccounts(
            @HeaderParam("Authorization") String bearer,
            @PathParam("user") String user,
            @QueryParam("from") String from,
            @QueryParam("take") int take);

    /** Management API, scope {@code read:users}: parts of a person's profile. Without tokens, which need another scope. */
    @GET
    @Path("api/v2/users/{user}")
    JsonNode user(
            @HeaderParam("Authorization") String bearer,
            @PathParam("user") String user,
            @QueryParam("fields") String fields,
            @QueryParam("include_fields") boolean includeFields);

    /** My Account API, scope {@code create:me:connected_accounts}: begins to connect an account. */
    @POST
    @Path("me/v1/connected-accounts/connect")
    @Consumes(MediaType.APPLICATION_JSON)
    JsonNode connectAccount(@HeaderParam("Authorization") String bearer, JsonNode request);

    /** My Account API, scope {@code create:me:connected_accounts}: ends it, after the person's consent at the provider. */
    @POST
    @Path("me/v1/connected-accounts/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    JsonNode completeAccount(@HeaderParam("Authorization") String bearer, JsonNode request);

    /** My Account API, scope {@code delete:me:connected_accounts}. The token at the provider is not revoked. */
    @DELETE
    @Path("me/v1/connected-accounts/accounts/{account}")
    void disconnectAccount(@HeaderParam("Authorization") String bearer, @PathParam("account") String account);
}
