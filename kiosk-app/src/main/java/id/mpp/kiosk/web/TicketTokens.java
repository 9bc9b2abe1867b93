package id.mpp.kiosk.web;

import id.mpp.queue.TicketId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-way words for a ticket, which only this hall can make. The word of the survey is journalled and the word of the visit is shown
 * beside a number, so they are made differently: whoever sees both cannot tell which answer belongs to which number. Thread-safe.
 */
final class TicketTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 22;
    private static final String VISIT = "visit ";

    private final byte[] key;

    /** @param key this hall's secret */
    TicketTokens(byte[] key) {
        this.key = key.clone();
    }

    /** Under which the ticket's answer to the survey is kept. */
    String ofSurvey(TicketId id) {
        return word(id.value());
    }

    /** Under which the rating tablet knows the visit that just ended. */
    String ofVisit(TicketId id) {
        return word(VISIT + id.value());
    }

    private String word(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag).substring(0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
