package id.mpp.queue;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hall.
 *
 * @param id its name in topics and routes, such as {@code mpp-2172-01}
 * @param city as printed below the name
 * @param regionCode kode wilayah
 * @param zone WIB, WITA or WIT
 * @param languages the languages of the pages, the first one is the default
 * @param cutOffMinutes no numbers are issued in the last minutes before closing
 * @param motto what the hall says of itself on a kiosk that nobody uses; null for nothing
 */
public record Branch(
        String id,
        Text name,
        String city,
        String regionCode,
        ZoneId zone,
        List<String> languages,
        int cutOffMinutes,
        @Nullable Text motto) {
    private static final String RESERVED = "server";

    public Branch {
        Checks.slug("branch", id);
        Checks.text("city", city);
        if (id.equals(RESERVED)) {
            throw new IllegalArgumentException(
                    "branch 'server' must be another name: at the broker it is that of the servers");
        }
        Checks.range("lastTicketMinutesBeforeClose", cutOffMinutes, 0, 240);
        languages = List.copyOf(languages);
    }
}
