package dev.approvalcopilot.support.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A small text file, looked at before each use and read again when it has changed. While it cannot be read nothing that needs
 * it is judged: that waits, instead of being taken for wrong.
 *
 * @param <T> what the text is read as
 */
public final class MountedFile<T> {

    private static final Logger LOG = Logger.getLogger(MountedFile.class);

    private final Path file;
    private final String setting;
    private final Function<String, T> reader;
    private Loaded<T> loaded;

    /** What tells one content of the file from the next. */
    private record Stamp(FileTime modified, long size, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Loaded<T>(Stamp stamp, T content) {}

    /**
     * @param setting names the file in messages
     * @param reader throws IllegalStateException for a text that is not accepted; what it makes is logged, so it prints no secret
     * @throws IllegalStateException when it cannot be read now
     */
    public MountedFile(Path file, String setting, Function<String, T> reader) {
        this.file = file;
        this.setting = setting;
        this.reader = reader;
        try {
            this.loaded = load(Stamp.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(setting + " " + file + " cannot be read");
        }
    }

    /** @throws UncheckedIOException while the file cannot be read */
    public synchronized T current() {
        try {
            var stamp = Stamp.of(file);
            if (!stamp.equals(loaded.stamp)) {
                loaded = load(stamp);
                LOG.infof("event=file_read setting=%s content=%s", setting, loaded.content);
            }
            return loaded.content;
        } catch (IOException | IllegalStateException e) {
            throw new UncheckedIOException(new IOException(setting + " cannot be read"));
        }
    }

    private Loaded<T> load(Stamp stamp) throws IOException {
        return new Loaded<>(stamp, reader.apply(Files.readString(file)));
    }
}
