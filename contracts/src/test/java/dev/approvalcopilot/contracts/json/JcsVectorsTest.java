package dev.approvalcopilot.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The official RFC 8785 vectors, where they lie beside the project; skipped, and said so, where they do not. */
class JcsVectorsTest {

    private static final Path VECTORS =
            Path.of(System.getProperty("repository.root", ".."), "..", "shared", "vectors", "jcs");

    @TestFactory
    Stream<org.junit.jupiter.api.DynamicTest> canonicalisesEachOfficialInput() throws IOException {
        var inputs = VECTORS.resolve("input");
        assumeTrue(Files.isDirectory(inputs), "no official vectors at " + VECTORS);
        return Files.list(inputs)
                .sorted()
                .map(input -> org.junit.jupiter.api.DynamicTest.dynamicTest(
                        input.getFileName().toString(), () -> {
                            var expected =
                                    Files.readAllBytes(VECTORS.resolve("output").resolve(input.getFileName()));
                            assertThat(CanonicalBytes.of(StrictJson.parse(Files.readAllBytes(input)))
                                            .toByteArray())
                                    .isEqualTo(expected);
                        }));
    }

    /** The first thousand of the official sequence after its static part follow from the README's rule alone. */
    @Test
    void writesTheOfficialNumberSequence() throws IOException, NoSuchAlgorithmException {
        var file = VECTORS.resolve("numbers.json");
        assumeTrue(Files.isRegularFile(file), "no official vectors at " + VECTORS);
        var spec = Json.MAPPER.readTree(Files.readAllBytes(file));
        long lines = Boolean.getBoolean("tests.long") ? 1_000_000 : 10_000;
        var sequence = new NumberSequence(spec);
        var digest = MessageDigest.getInstance("SHA-256");
        for (long i = 0; i < lines; i++) {
            digest.update(line(sequence.next()));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(spec.get("sha256").get(Long.toString(lines)).asText());
    }

    private static byte[] line(long bits) throws IOException {
        var number = NumberToJSON.serializeNumber(Double.longBitsToDouble(bits));
        return (Long.toHexString(bits) + "," + number + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Static, then serial, then pseudo-random bit patterns. */
    private static final class NumberSequence {

        private final com.fasterxml.jackson.databind.JsonNode spec;
        private final MessageDigest hash;
        private byte[] block = new byte[32];
        private int used = 4;
        private long position;

        NumberSequence(com.fasterxml.jackson.databind.JsonNode spec) throws NoSuchAlgorithmException {
            this.spec = spec;
            this.hash = MessageDigest.getInstance("SHA-256");
        }

        long next() {
            long at = position++;
            var fixed = spec.get("static");
            if (at < fixed.size()) {
                return Long.parseUnsignedLong(fixed.get((int) at).asText(), 16);
            }
            long serial = at - fixed.size();
            if (serial < spec.get("serial").get("count").asLong()) {
                return Long.parseUnsignedLong(spec.get("serial").get("first").asText(), 16) + serial;
            }
            return random();
        }

        private long random() {
            while (true) {
                if (used == 4) {
                    block = hash.digest(block);
                    used = 0;
                }
                long bits =
                        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getLong(8 * used++);
                double value = Double.longBitsToDouble(bits);
                if (value != 0 && Double.isFinite(value)) {
                    return bits;
                }
            }
        }
    }
}
