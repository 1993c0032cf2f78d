package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.ApprovalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Which waiting actions are like one that a person rejected. What a policy rejected, and what was answered instead, says nothing
 * about the next one; an approval of the like takes the mark away.
 */
@ApplicationScoped
public class LikeRejections {
    private static final String REJECTED_BY_A_PERSON =
            "r.verdict = 'REJECTED' and r.answer is null and r.decided_by not like 'policy:%'";

    private static final String NOT_APPROVED_SINCE = """
            not exists (
                select from approvals a
                where a.principal = r.principal and a.likeness = r.likeness and a.verdict = 'APPROVED'
                  and a.decided_at > r.decided_at)""";

    private final Jdbi jdbi;
    private final ApprovalConfig config;

    LikeRejections(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** Empty for an action that no longer waits. */
    public Optional<LikeRejected> of(UUID action) {
        return Optional.ofNullable(of(List.of(action)).get(action));
    }

    /** For those of the actions that wait and are like a rejected one. */
    public Map<UUID, LikeRejected> of(Collection<UUID> actions) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.id as waiting, l.* from approvals p cross join lateral (
                            select r.id, r.decided_at, r.decided_by, r.reason from approvals r
                            where r.principal = p.principal and r.likeness = p.likeness and r.id <> p.id
                              and %s and r.decided_at > now() - cast(:within as interval) and %s
                            order by r.decided_at desc limit 1) l
                        where p.id = any(:actions) and p.state = 'PENDING'""".formatted(REJECTED_BY_A_PERSON, NOT_APPROVED_SINCE))
                .bindArray("actions", UUID.class, actions)
                .bind("within", config.attention().likeRejected().within().toString())
                .map((row, _) -> Map.entry(row.getObject("waiting", UUID.class), read(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether an action's agent has had its like rejected so often in this run that nobody is to be asked again. */
    public boolean isRepeated(UUID action) {
        int most = config.attention().likeRejected().mostInARun();
        return most > 0
                && jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) >= :most from approvals r
                        join approvals p on p.id = :action and r.run = p.run and r.principal = p.principal
                            and r.agent = p.agent and r.likeness = p.likeness and r.id <> p.id
                        where %s and r.decided_at > now() - cast(:within as interval) and %s""".formatted(REJECTED_BY_A_PERSON, NOT_APPROVED_SINCE))
                        .bind("action", action)
                        .bind("most", most)
                        .bind(
                                "within",
                                config.attention().likeRejected().within().toString())
                        .mapTo(Boolean.class)
                        .one());
    }

    private static LikeRejected read(ResultSet row) throws SQLException {
        return new LikeRejected(
                row.getObject("id", UUID.class),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                row.getString("reason"));
    }
}
