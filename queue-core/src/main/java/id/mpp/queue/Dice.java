package id.mpp.queue;

/** Random numbers that a seed decides (SplitMix64), so that deciding the same twice gives the same answer. */
final class Dice {
    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) (((mixed >>> 33) * bound) >>> 31);
    }
}
