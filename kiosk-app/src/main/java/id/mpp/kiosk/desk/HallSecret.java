package id.mpp.kiosk.desk;

import id.mpp.file.Copies;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.file.PrivateFile;
import id.mpp.program.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * This hall's secret, with which it makes one-way words: the same text gives the same word, and nobody who reads the
 * word in a journal or on the bus finds the text. Immutable, any thread.
 */
public final class HallSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** 132 bits: no two texts meet, and nobody guesses one. */
    private static final int WORD_LENGTH = 22;

    private final SecretKeySpec key;

    public HallSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** {@link #in(Path, FileTroubles)} where nobody asks for the troubles. */
    public static HallSecret in(Path file) throws ConfigurationException {
        return in(file, new FileTroubles());
    }

    /**
     * Reads the secret, and makes it at the first start. A file that is missing or damaged is put back from its copy.
     * Without both the day's tickets could be answered and its references used again, and nothing else, so that a new
     * one is made.
     */
    public static HallSecret in(Path file, FileTroubles troubles) throws ConfigurationException {
        Copies copies =
                Copies.in(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder"));
        String name = file.getFileName().toString();
        byte[] now = key(file);
        byte[] kept = key(copies.of(name));
        boolean first = now == null && kept == null && !Files.exists(file);
        byte[] right = now != null ? now : kept != null ? kept : made();
        try {
            if (now == null) {
                PrivateFile.replace(file, right);
            }
            if (!Arrays.equals(right, kept)) {
                copies.keep(name, right);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the file " + file + " cannot be kept (" + e + "); check the data folder", e);
        }
        if (now == null && !first) {
            String what = "the file " + file + " was missing or damaged; "
                    + (kept != null
                            ? "it was put back from its copy"
                            : "a new one was made, so that today's tickets can be answered once more");
            troubles.set(
                    file,
                    List.of(FileFault.of(what)),
                    kept != null ? FileTrouble.Serves.LAST_GOOD : FileTrouble.Serves.NEW);
        }
        return new HallSecret(right);
    }

    private static byte @Nullable [] key(Path file) {
        try {
            byte[] bytes = Files.size(file) == KEY_BYTES ? Files.readAllBytes(file) : new byte[0];
            return bytes.length == KEY_BYTES ? bytes : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static byte[] made() {
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        return made;
    }

    /** The word for a text: 22 characters of A-Z, a-z, 0-9, '_' and '-'. */
    public String word(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag).substring(0, WORD_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
