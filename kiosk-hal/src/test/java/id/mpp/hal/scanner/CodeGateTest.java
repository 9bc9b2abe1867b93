package id.mpp.hal.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeGateTest {
    private static final long MILLI = 1_000_000;

    private long now = Long.MAX_VALUE - 5_000 * MILLI; // over which nanoTime may step
    private boolean room = true;
    private final List<String> passed = new ArrayList<>();
    private final CodeGate gate = new CodeGate(() -> now, code -> room && passed.add(code));

    @Test
    void theSameCodeComesAgainAfterTwoSecondsWithoutIt() {
        gate.acceptCode("A");
        letPass(1_999);
        gate.acceptCode("A");
        letPass(1_999);
        gate.acceptCode("A");
        assertEquals(List.of("A"), passed);
        letPass(2_000);
        gate.acceptCode("A");
        assertEquals(List.of("A", "A"), passed);
        assertEquals(2, gate.counts().repeated());
    }

    @Test
    void twoCodesInTurnAreTwoCodes() {
        for (int i = 0; i < 20; i++) {
            gate.acceptCode("A");
            gate.acceptCode("B");
            letPass(100);
        }
        assertEquals(List.of("A", "B"), passed);
    }

    @Test
    void tenCodesPassInASecond() {
        for (int i = 0; i < 1_000; i++) {
            gate.acceptCode("A-" + i);
            letPass(1);
        }
        assertEquals(10, passed.size());
        assertEquals(990, gate.counts().tooFast());
        assertEquals(List.of("flood"), gate.conditions());
        letPass(1_000);
        gate.acceptCode("NEXT");
        assertEquals("NEXT", passed.getLast());
        letPass(10_000);
        assertEquals(List.of(), gate.conditions());
    }

    @Test
    void whatIsRefusedForItsHasteMayComeAgain() {
        for (int i = 0; i < 11; i++) {
            gate.acceptCode("A-" + i);
        }
        letPass(1_000);
        gate.acceptCode("A-10");
        assertEquals("A-10", passed.getLast());
    }

    @Test
    void controlAndForeignCharactersNeverPass() {
        for (char c = 0; c < 0x180; c++) {
            boolean printable = c >= 0x20 && c < 0x7F;
            passed.clear();
            letPass(3_000);
            gate.acceptCode("A" + c);
            assertEquals(printable ? List.of("A" + c) : List.of(), passed, "character " + (int) c);
        }
        assertTrue(gate.conditions().contains("garbled"));
        assertEquals(0x180 - 95, gate.counts().garbled());
    }

    @Test
    void emptyAndOverlongLinesDoNotPass() {
        gate.acceptCode("");
        gate.acceptCode("x".repeat(513));
        assertEquals(List.of(), passed);
        gate.acceptCode("x".repeat(512));
        assertEquals(1, passed.size());
        assertEquals(1, gate.counts().tooLong());
    }

    @Test
    void aCodeWithoutRoomIsCountedAsMissed() {
        room = false;
        gate.acceptCode("A");
        assertEquals(1, gate.counts().missed());
        assertEquals(0, gate.counts().codes());
    }

    private void letPass(long millis) {
        now += millis * MILLI;
    }
}
