package id.mpp.web;

import java.util.Locale;

/** What an account may do. */
public enum Role {
    /** Works the counters of one agency. */
    OFFICER,
    /** Runs the hall: the day, disruptions, all counters. */
    SUPERVISOR,
    /** Everything. */
    ADMIN;

    /** As written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be officer, supervisor or admin; got '" + word + "'");
    }
}
