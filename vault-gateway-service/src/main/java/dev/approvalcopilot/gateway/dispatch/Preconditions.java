package dev.approvalcopilot.gateway.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.answer.Reading;
import dev.approvalcopilot.contracts.manifest.RequestRenderer;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Precondition;
import dev.approvalcopilot.contracts.manifest.UnrenderableRequest;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.call.ProviderCall;
import dev.approvalcopilot.gateway.dispatch.Prepared.Later;
import dev.approvalcopilot.gateway.dispatch.Prepared.Ready;
import dev.approvalcopilot.gateway.dispatch.Prepared.Refused;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks, with the token of this grant and just before the call, whether what the agent had read is still so (contracts,
 * "Tool manifest", {@code preconditions}). What cannot be read is not taken for unchanged.
 */
@ApplicationScoped
class Preconditions {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ProviderCall call;
    private final RefusalWords words;
    private final GatewayConfig config;

    Preconditions(ProviderCall call, RefusalWords words, GatewayConfig config) {
        this.call = call;
        this.words = words;
        this.config = config;
    }

    /** The same when all hold. All reads together take no longer than {@code gateway.call.read-limit}. */
    Prepared check(Ready ready) {
        var values = PlaceholderValues.of(ready.grant());
        var end = earlier(
                Instant.now().plus(config.call().readLimit()), ready.grant().expiresAt());
        for (var precondition : ready.grant().tool().manifest().preconditions()) {
            var obstacle = obstacle(precondition, ready, values, end);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        return ready;
    }

    private Optional<Prepared> obstacle(Precondition precondition, Ready ready, ObjectNode values, Instant end) {
        var manifest = ready.grant().tool().manifest();
        try {
            var request = RequestRenderer.read(manifest.request(), precondition.path(), precondition.query(), values);
            var left = Duration.between(Instant.now(), end);
            return switch (call.read(request, ready.token(), manifest, left)) {
                case Reading.Answered answer -> compare(precondition, values, answer);
                case Reading.TokenRefused _ ->
                    Optional.of(new Refused(words.of(RefusalCode.CONSENT_WITHDRAWN, manifest.connection())));
                case Reading.Moved(String where) ->
                    Optional.of(new Refused(words.unreadable(precondition, RefusalWords.elsewhere(where))));
                case Reading.TooLarge(int most) ->
                    Optional.of(new Refused(words.unreadable(precondition, RefusalWords.tooLarge(most))));
                case Reading.NoAnswer _ -> Optional.of(again(Duration.ZERO));
            };
        } catch (UnrenderableRequest e) {
            return Optional.of(new Refused(words.of(RefusalCode.REQUEST)));
        }
    }

    private Optional<Prepared> compare(Precondition precondition, ObjectNode values, Reading.Answered answer) {
        if (answer.passing()) {
            return Optional.of(again(answer.askAgainAfter()));
        }
        if (!answer.succeeded()) {
            var why = "the provider answered " + answer.status();
            return Optional.of(new Refused(words.unreadable(precondition, why)));
        }
        var now = value(precondition, answer.body());
        var expected = values.path(precondition.argument());
        if (now.isMissingNode()) {
            return Optional.of(new Refused(words.unreadable(precondition, "the answer does not say")));
        }
        return same(expected, now)
                ? Optional.empty()
                : Optional.of(new Refused(words.changed(precondition, Reading.shown(expected), Reading.shown(now))));
    }

    private static JsonNode value(Precondition precondition, JsonNode body) {
        var value = body.at(precondition.pointer());
        boolean isThere = !value.isMissingNode() || !body.isObject() || precondition.missing() == null;
        return isThere ? value : TextNode.valueOf(precondition.missing());
    }

    /** 7 and 7.0 are one number; a number and its text are two values. */
    private static boolean same(JsonNode expected, JsonNode now) {
        return expected.isNumber() && now.isNumber()
                ? decimal(expected).compareTo(decimal(now)) == 0
                : expected.equals(now);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    private static Later again(Duration after) {
        return new Later(RefusalCode.PRECONDITION_UNREADABLE, after.compareTo(SOON) < 0 ? SOON : after);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
