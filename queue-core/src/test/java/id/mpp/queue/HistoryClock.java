package id.mpp.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * The clock of a Pi without a battery: time goes on by seconds or by an hour, the wall clock jumps by up to 400 days,
 * is trusted or not, is put right again, and the machine starts anew with another boot id.
 */
final class HistoryClock {
    private static final long JUMP_MILLIS = Duration.ofDays(400).toMillis();

    private final SplittableRandom random;
    private final boolean wild;
    private long trueMillis;
    private long wallOffset;
    private boolean trusted = true;
    private int boots = 1;
    private long monotonicMillis;

    /** @param wild whether jumps and reboots happen at all */
    HistoryClock(SplittableRandom random, LocalDate date, boolean wild) {
        this.random = random;
        this.wild = wild;
        this.trueMillis = date.atTime(8, 0).atZone(SmallHall.WIB).toInstant().toEpochMilli();
        this.monotonicMillis = random.nextLong(60_000);
    }

    Moment now() {
        return new Moment(
                Instant.ofEpochMilli(trueMillis + wallOffset), trusted, "boot-" + (1_000 + boots), monotonicMillis);
    }

    void step() {
        int dice = random.nextInt(1_000);
        if (dice < 700) {
            pass(random.nextLong(150_000));
        } else if (dice < 730) {
            pass(random.nextLong(3_600_000));
        }
        if (wild && dice >= 960) {
            disturb(dice);
        }
    }

    private void pass(long millis) {
        trueMillis += millis;
        monotonicMillis += millis;
    }

    private void disturb(int dice) {
        if (dice < 975) {
            wallOffset = random.nextLong(-JUMP_MILLIS, JUMP_MILLIS);
            trusted = random.nextInt(4) == 0;
        } else if (dice < 990) {
            wallOffset = 0;
            trusted = true;
        } else {
            boots++;
            trueMillis += random.nextLong(600_000);
            monotonicMillis = random.nextLong(60_000);
            boolean right = random.nextBoolean();
            wallOffset = right ? 0 : random.nextLong(-JUMP_MILLIS, JUMP_MILLIS);
            trusted = right;
        }
    }
}
