package id.mpp.tidy;

import com.palantir.javaformat.java.Formatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * What the formatter found well formatted before, by its content: asking it again would cost a minute and give the same
 * answer. Kept in {@code target}, so that {@code mvn clean} forgets it.
 */
final class Formatted {
    private static final Path FILE = Path.of("target", "formatted.txt");
    /** Another version of the formatter may think otherwise. */
    private static final String VERSION =
            Formatter.class.getProtectionDomain().getCodeSource().getLocation().toString();

    private final Set<String> before;
    private final Set<String> now = new HashSet<>();

    private Formatted(Set<String> before) {
        this.before = before;
    }

    static Formatted read() throws IOException {
        return new Formatted(Files.exists(FILE) ? Set.copyOf(Files.readAllLines(FILE)) : Set.of());
    }

    boolean holds(String source) {
        return before.contains(hash(source));
    }

    void add(String source) {
        now.add(hash(source));
    }

    /** Only what was added is known the next time. */
    void keep() throws IOException {
        Files.write(Files.createDirectories(FILE.getParent()).resolve(FILE.getFileName()), now);
    }

    private static String hash(String source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(VERSION.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
