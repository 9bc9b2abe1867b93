package id.mpp.kiosk.desk;

import id.mpp.web.ConfigurationException;
import id.mpp.web.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * This hall's secret, with which it makes one-way words: the same text gives the same word, and nobody who reads the word in a journal or
 * on the bus finds the text. Immutable, any thread.
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

    /**
     * Reads the secret, and makes it at the first start. Without its file the day's tickets could be answered and its references used
     * again, and nothing else.
     */
    public static HallSecret in(Path file) throws ConfigurationException {
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(made);
                PrivateFile.replace(file, made);
            }
            return new HallSecret(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the file " + file + " cannot be kept (" + e + "); check the data folder", e);
        }
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
