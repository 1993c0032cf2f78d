package dev.approvalcopilot.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.MalformedJson.Reason;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Parses what will be hashed. Refuses everything that RFC 8785 libraries read differently or silently repair: duplicate
 * keys, lone surrogates, integers beyond the exact doubles, leading zeros, NaN, deep nesting, size. See I-JSON, RFC 7493.
 */
public final class StrictJson {

    /** Largest accepted document, in bytes of UTF-8. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Deepest accepted nesting of objects and arrays. */
    public static final int MAX_DEPTH = 32;

    private static final BigInteger MAX_INTEGER = BigInteger.valueOf((1L << 53) - 1);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(400)
                        .build());
    }

    private StrictJson() {}

    /**
     * @param utf8 one JSON text in UTF-8
     * @return its tree
     * @throws MalformedJson with the reason
     */
    public static JsonNode parse(byte[] utf8) {
        return parse(utf8, MAX_BYTES);
    }

    /**
     * The same for what may be larger than an action.
     *
     * @param maxBytes of the document
     */
    public static JsonNode parse(byte[] utf8, int maxBytes) {
        if (utf8.length > maxBytes) {
            throw new MalformedJson(Reason.TOO_LARGE);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            var tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new MalformedJson(Reason.NOT_JSON);
            }
            check(tree, 1);
            return tree;
        } catch (CharacterCodingException e) {
            throw new MalformedJson(Reason.NOT_JSON);
        } catch (StreamConstraintsException e) {
            throw new MalformedJson(e.getMessage().contains("nesting depth") ? Reason.TOO_DEEP : Reason.TOO_LARGE);
        } catch (JsonProcessingException e) {
            throw new MalformedJson(isDuplicate(e) ? Reason.DUPLICATE_KEY : Reason.NOT_JSON);
        }
    }

    /** Checks a tree that was built in memory by the same rules; returns it. */
    public static JsonNode check(JsonNode tree) {
        check(tree, 1);
        return tree;
    }

    private static boolean isDuplicate(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field");
    }

    private static void check(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                checkDepth(depth);
                for (var member : ((ObjectNode) node).properties()) {
                    checkText(member.getKey());
                    check(member.getValue(), depth + 1);
                }
            }
            case ARRAY -> {
                checkDepth(depth);
                for (var element : node) {
                    check(element, depth + 1);
                }
            }
            case STRING -> checkText(node.textValue());
            case NUMBER -> checkNumber(node);
            case BOOLEAN, NULL -> {}
            case BINARY, MISSING, POJO -> throw new MalformedJson(Reason.WRONG_SHAPE);
        }
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedJson(Reason.TOO_DEEP);
        }
    }

    private static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedJson(Reason.LONE_SURROGATE);
            }
        }
    }

    private static void checkNumber(JsonNode number) {
        if (number.isIntegralNumber()) {
            if (number.bigIntegerValue().abs().compareTo(MAX_INTEGER) > 0) {
                throw new MalformedJson(Reason.NUMBER_OUT_OF_RANGE);
            }
        } else {
            checkDouble(Math.abs(number.doubleValue()));
        }
    }

    /**
     * RFC 8785 writes doubles below 1e21 without exponent, so {@code 1e16} and {@code 9007199254740993.0} would come out as
     * integers that are refused above; from 1e21 on the written form has an exponent and stays a double.
     */
    private static void checkDouble(double magnitude) {
        boolean writtenAsTooLargeInteger = magnitude > MAX_INTEGER.doubleValue() && magnitude < 1e21;
        if (!Double.isFinite(magnitude) || writtenAsTooLargeInteger) {
            throw new MalformedJson(Reason.NUMBER_OUT_OF_RANGE);
        }
    }
}
