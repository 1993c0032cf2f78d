package dev.approvalcopilot.gateway.keys;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.GrantKeys;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The JWKS file {@code gateway.grant.keys-file}, looked at before each use and read again when it has changed. While it
 * cannot be read no grant is judged at all: it waits, instead of being taken for a forgery.
 */
@Startup
@ApplicationScoped
public class MountedKeys implements GrantKeys {

    private static final Logger LOG = Logger.getLogger(MountedKeys.class);

    private final Path file;
    private Loaded loaded;

    /** What tells one content of the file from the next. */
    private record Stamp(FileTime modified, long size, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Loaded(Stamp stamp, Map<String, PublicKey> keys) {}

    MountedKeys(GatewayConfig config) {
        this.file = config.grant().keysFile();
        try {
            this.loaded = load(Stamp.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("gateway.grant.keys-file " + file + " cannot be read");
        }
        if (loaded.keys.isEmpty()) {
            throw new IllegalStateException("gateway.grant.keys-file " + file + " holds no key");
        }
    }

    /** @throws UncheckedIOException while the file cannot be read */
    @Override
    public Optional<PublicKey> find(String kid) {
        return Optional.ofNullable(current().get(kid));
    }

    /** How many keys there are. @throws UncheckedIOException while the file cannot be read */
    int count() {
        return current().size();
    }

    private synchronized Map<String, PublicKey> current() {
        try {
            var stamp = Stamp.of(file);
            if (!stamp.equals(loaded.stamp)) {
                loaded = load(stamp);
                LOG.infof("event=grant_keys_read kids=%s", loaded.keys.keySet());
            }
            return loaded.keys;
        } catch (IOException | IllegalStateException e) {
            throw new UncheckedIOException(new IOException("gateway.grant.keys-file cannot be read"));
        }
    }

    private Loaded load(Stamp stamp) throws IOException {
        return new Loaded(stamp, KeyFile.parse(Files.readString(file), "gateway.grant.keys-file " + file));
    }
}
