package id.mpp.bus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is, and who we are there. Files are read anew at each attempt to connect, so a renewed certificate
 * or a changed password needs no restart, and a file that is missing stops nothing but the connection.
 *
 * @param keys how the configuration calls it, {@code relay} or {@code broker}; sentences to the operator name its keys
 * @param urls tried in turn: {@code tcp://host:port} or {@code ssl://host:port}, without user and password
 * @param user null for none
 * @param password null for none
 * @param tls files of TLS, for {@code ssl://}
 */
public record BrokerAccess(
        String keys,
        List<String> urls,
        @Nullable String user,
        @Nullable Password password,
        Tls tls) {
    /** What a broker's address looks like; a user or a password in it does not match. */
    public static final Pattern URL =
            Pattern.compile("(tcp|ssl)://([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([1-9][0-9]{0,4})");

    /** Two brokers that stand in for each other, and a few more. */
    public static final int MAX_URLS = 8;

    /**
     * The files of TLS, all PEM.
     *
     * @param ca the authorities that the broker's certificate may be signed by; null for those the JDK trusts
     * @param cert our certificate and those between it and its authority; null for none
     * @param key its private key
     */
    public record Tls(
            @Nullable Path ca,
            @Nullable Path cert,
            @Nullable Path key) {
        public static final Tls DEFAULT = new Tls(null, null, null);
    }

    /** A password; it is in no text of ours. */
    public sealed interface Password {
        /** Said in the configuration. */
        record Given(String text) implements Password {
            @Override
            public String toString() {
                return "(a password)";
            }
        }

        /** The first line of a file. */
        record InFile(Path file) implements Password {}
    }

    public BrokerAccess {
        urls = List.copyOf(urls);
        if (urls.isEmpty() || urls.size() > MAX_URLS) {
            throw new IllegalArgumentException("a broker has 1 to " + MAX_URLS + " addresses; got " + urls.size());
        }
    }

    /** A broker that lets everybody in. */
    public static BrokerAccess open(String url) {
        return new BrokerAccess("relay", List.of(url), null, null, Tls.DEFAULT);
    }

    /** The password as it is now; null for none. Blocks for the disk. */
    byte @Nullable [] currentPassword() throws UnusableFileException {
        return switch (password) {
            case null -> null;
            case Password.Given given -> given.text().getBytes(StandardCharsets.UTF_8);
            case Password.InFile in -> firstLine(in.file()).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String firstLine(Path file) throws UnusableFileException {
        String line = new String(bytes(file, keys + ".passwordFile"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        if (line.isEmpty()) {
            throw new UnusableFileException("the file " + file + " of " + keys
                    + ".passwordFile begins with no password; write it into its first line");
        }
        return line;
    }

    /** A small file of the operator's, whole. */
    static byte[] bytes(Path file, String key) throws UnusableFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(UnusableFileException.MAX_BYTES + 1);
            if (bytes.length > UnusableFileException.MAX_BYTES) {
                throw new UnusableFileException("the file " + file + " of " + key + " has more than "
                        + UnusableFileException.MAX_BYTES + " bytes; name the right file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnusableFileException(
                    "the file " + file + " of " + key + " does not exist; put it there, or correct " + key, e);
        } catch (AccessDeniedException e) {
            throw new UnusableFileException(
                    "the file " + file + " of " + key + " is not readable for this program; change its owner or mode",
                    e);
        } catch (IOException e) {
            throw new UnusableFileException(
                    "the file " + file + " of " + key + " cannot be read (" + e.getMessage()
                            + "); name a readable file",
                    e);
        }
    }
}
