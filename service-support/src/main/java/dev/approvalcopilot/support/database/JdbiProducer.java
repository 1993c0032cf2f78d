package dev.approvalcopilot.support.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * The {@link Jdbi} of a service. A row becomes a record by its component names ({@code expires_at} → {@code expiresAt});
 * {@code timestamptz} is an {@link java.time.Instant}, {@code jsonb} a {@link JsonNode} or a String (write it as
 * {@code cast(:x as jsonb)}), a text column of a digest a {@link Digest}, {@code text[]}, {@code uuid[]} and {@code bigint[]}
 * lists.
 */
@Singleton
public class JdbiProducer {

    /** Needs no container, so that what stands on it can be tried on a bare database. */
    @Produces
    @Singleton
    public static Jdbi jdbi(DataSource dataSource) {
        var jdbi = Jdbi.create(dataSource).setTransactionHandler(new CMTTransactionHandler());
        jdbi.registerRowMapper(new Records())
                .registerArrayType(String.class, "text")
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(Long.class, "bigint")
                .registerColumnMapper(
                        Digest.class,
                        (row, column, _) -> Optional.ofNullable(row.getString(column))
                                .map(Digest::new)
                                .orElse(null))
                .registerColumnMapper(JsonNode.class, (row, column, _) -> parse(row.getString(column)))
                .registerArgument(new Uuids())
                .registerArgument(new Digests())
                .registerArgument(new JsonNodes());
        // The usual messages quote the statement's arguments, and messages end in logs.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        if (dataSource instanceof AgroalDataSource pool) {
            jdbi.setSqlLogger(new StaleConnections(pool));
        }
        return jdbi;
    }

    private static JsonNode parse(String json) throws SQLException {
        try {
            return json == null ? null : Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SQLException("a jsonb column that is not JSON", e);
        }
    }

    private static final class Records implements RowMapperFactory {
        @Override
        public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
            return type instanceof Class<?> rowType && rowType.isRecord() && rowType != Digest.class
                    ? Optional.of(ConstructorMapper.of(rowType))
                    : Optional.empty();
        }
    }

    /** Jdbi's own binds an absent one as varchar, which PostgreSQL does not take for a uuid column. */
    private static final class Uuids extends AbstractArgumentFactory<UUID> {
        Uuids() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(UUID uuid, ConfigRegistry config) {
            return (position, statement, _) -> statement.setObject(position, uuid);
        }
    }

    private static final class Digests extends AbstractArgumentFactory<Digest> {
        Digests() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Digest digest, ConfigRegistry config) {
            return (position, statement, _) -> statement.setString(position, digest.value());
        }
    }

    private static final class JsonNodes extends AbstractArgumentFactory<JsonNode> {
        JsonNodes() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(JsonNode tree, ConfigRegistry config) {
            return (position, statement, _) -> statement.setString(position, tree.toString());
        }
    }
}
