package id.mpp.hal.scanner;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder found. */
final class Sightings implements CodeSink {
    final List<String> codes = new ArrayList<>();
    int tooLong;
    int garbled;

    @Override
    public void acceptCode(String line) {
        codes.add(line);
    }

    @Override
    public void countTooLong() {
        tooLong++;
    }

    @Override
    public void countGarbled() {
        garbled++;
    }
}
