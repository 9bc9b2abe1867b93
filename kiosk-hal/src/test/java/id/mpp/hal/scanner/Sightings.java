package id.mpp.hal.scanner;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder found. */
final class Sightings implements CodeSink {
    final List<String> codes = new ArrayList<>();
    int tooLong;
    int garbled;

    @Override
    public void code(String line) {
        codes.add(line);
    }

    @Override
    public void tooLong() {
        tooLong++;
    }

    @Override
    public void garbled() {
        garbled++;
    }
}
