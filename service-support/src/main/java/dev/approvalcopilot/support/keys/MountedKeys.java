package dev.approvalcopilot.support.keys;

import dev.approvalcopilot.contracts.jws.PublicKeys;
import dev.approvalcopilot.support.file.MountedFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * A JWKS file of public Ed25519 keys, looked at before each use and read again when it has changed. While it cannot be read
 * nothing is judged at all: it waits, instead of being taken for a forgery.
 */
public final class MountedKeys implements PublicKeys {

    private final MountedFile<Keys> file;

    private record Keys(Map<String, PublicKey> byKid) {
        /** Their names alone. */
        @Override
        public String toString() {
            return byKid.keySet().toString();
        }
    }

    /**
     * @param setting names the file in messages
     * @throws IllegalStateException when there is no key: without one nothing could ever be believed
     */
    public MountedKeys(Path file, String setting) {
        var name = setting + " " + file;
        this.file = new MountedFile<>(file, setting, text -> new Keys(KeyFile.parse(text, name)));
        if (count() == 0) {
            throw new IllegalStateException(name + " holds no key");
        }
    }

    /** @throws UncheckedIOException while the file cannot be read */
    @Override
    public Optional<PublicKey> find(String kid) {
        return Optional.ofNullable(file.current().byKid.get(kid));
    }

    /** How many keys there are; 0 while the file cannot be read. */
    public int count() {
        try {
            return file.current().byKid.size();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
