package id.mpp.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long somebody has to wait after failed logins: twice as long after each, up to a bound, counted per account and
 * per address, and forgotten after a while. Never a permanent lock: nobody can shut an officer out for longer than a
 * minute.
 */
final class LoginDelay {
    /** Mistyping is human. */
    private static final int FREE_PER_ACCOUNT = 3;
    /** Several people may sit behind one address. */
    private static final int FREE_PER_ADDRESS = 10;

    private static final Duration MOST_PER_ACCOUNT = Duration.ofMinutes(1);
    private static final Duration MOST_PER_ADDRESS = Duration.ofMinutes(5);
    private static final Duration FORGET = Duration.ofHours(1);
    /** Names and addresses remembered; the one not seen for longest goes first. */
    private static final int MAX_REMEMBERED = 10_000;

    private record Failures(int count, Instant last) {}

    private final InstantSource clock;
    private final Map<String, Failures> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    LoginDelay(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this account and this address still have to wait; zero for not at all. */
    synchronized Duration remaining(String account, String address) {
        Duration one = remaining("account " + account, FREE_PER_ACCOUNT, MOST_PER_ACCOUNT);
        Duration other = remaining("address " + address, FREE_PER_ADDRESS, MOST_PER_ADDRESS);
        return one.compareTo(other) > 0 ? one : other;
    }

    synchronized void failed(String account, String address) {
        Instant now = clock.instant();
        remembered.merge("account " + account, new Failures(1, now), (old, one) -> again(old, now));
        remembered.merge("address " + address, new Failures(1, now), (old, one) -> again(old, now));
    }

    /**
     * A login worked: the account's failures are forgotten; the address's stay, or one known account would clear
     * guesses.
     */
    synchronized void succeeded(String account) {
        remembered.remove("account " + account);
    }

    private static Failures again(Failures old, Instant now) {
        boolean forgotten = Duration.between(old.last(), now).compareTo(FORGET) > 0;
        return new Failures(forgotten ? 1 : old.count() + 1, now);
    }

    private Duration remaining(String key, int free, Duration most) {
        Failures failures = remembered.get(key);
        if (failures == null || failures.count() <= free) {
            return Duration.ZERO;
        }
        Duration since = Duration.between(failures.last(), clock.instant());
        if (since.compareTo(FORGET) > 0) {
            remembered.remove(key);
            return Duration.ZERO;
        }
        int doublings = Math.min(failures.count() - free - 1, 16);
        Duration delay = Duration.ofSeconds(1L << doublings);
        Duration bounded = delay.compareTo(most) > 0 ? most : delay;
        // A clock that went back must not make the wait longer than the delay itself.
        Duration left = since.isNegative() ? bounded : bounded.minus(since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
