package id.mpp.queue;

/**
 * Numbers for one of several draws that a seed decides, spread evenly: over all the draws the n-th number takes each of
 * as many equal parts of its range once (a Latin hypercube), so that few draws say much. The same seed and draw give
 * the same numbers.
 */
final class Dice {
    private final int draw;
    private final int draws;
    private long state;

    /** @param draws how many there are: a prime, so that every step through them meets each once */
    Dice(long seed, int draw, int draws) {
        this.state = seed;
        this.draw = draw;
        this.draws = draws;
    }

    /** From 0 to {@code bound - 1}; some thousands at the most. */
    int below(int bound) {
        long mixed = next();
        int step = 1 + (int) (((mixed >>> 33) * (draws - 1)) >>> 31);
        int first = (int) (((mixed & 0x7fff_ffff) * draws) >>> 31);
        int part = (step * draw + first) % draws;
        return (2 * part + 1) * bound / (2 * draws);
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
