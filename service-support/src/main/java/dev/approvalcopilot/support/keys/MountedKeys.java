package dev.approvalcopilot.support.keys;

import dev.approvalcopilot.contracts.jws.PublicKeys;
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
 * A JWKS file of public Ed25519 keys, looked at before each use and read again when it has changed. While it cannot be read
 * nothing is judged at all: it waits, instead of being taken for a forgery.
 */
public final class MountedKeys implements PublicKeys {

    private static final Logger LOG = Logger.getLogger(MountedKeys.class);

    private final Path file;
    private final String setting;
    private Loaded loaded;

    /** What tells one content of the file from the next. */
    private record Stamp(FileTime modified, long size, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Loaded(Stamp stamp, Map<String, PublicKey> keys) {}

    /**
     * @param setting names the file in messages
     * @throws IllegalStateException when there is no key: without one nothing could ever be believed
     */
    public MountedKeys(Path file, String setting) {
        this.file = file;
        this.setting = setting;
        try {
            this.loaded = load(Stamp.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(setting + " " + file + " cannot be read");
        }
        if (loaded.keys.isEmpty()) {
            throw new IllegalStateException(setting + " " + file + " holds no key");
        }
    }

    /** @throws UncheckedIOException while the file cannot be read */
    @Override
    public Optional<PublicKey> find(String kid) {
        return Optional.ofNullable(current().get(kid));
    }

    /** How many keys there are; 0 while the file cannot be read. */
    public int count() {
        try {
            return current().size();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private synchronized Map<String, PublicKey> current() {
        try {
            var stamp = Stamp.of(file);
            if (!stamp.equals(loaded.stamp)) {
                loaded = load(stamp);
                LOG.infof("event=keys_read setting=%s kids=%s", setting, loaded.keys.keySet());
            }
            return loaded.keys;
        } catch (IOException | IllegalStateException e) {
            throw new UncheckedIOException(new IOException(setting + " cannot be read"));
        }
    }

    private Loaded load(Stamp stamp) throws IOException {
        return new Loaded(stamp, KeyFile.parse(Files.readString(file), setting + " " + file));
    }
}
