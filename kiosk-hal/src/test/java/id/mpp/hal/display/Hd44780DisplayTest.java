package id.mpp.hal.display;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.device.QuickDevices;
import id.mpp.hal.display.virtual.VirtualHd44780;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The contract, the bytes of the data sheet, and what is peculiar to an HD44780. */
class Hd44780DisplayTest extends LineDisplayContract {

    private final VirtualHd44780 plate = new VirtualHd44780(20, 4);

    @Override
    String address() {
        return "hd44780:i2c=1,address=0x27,columns=20,lines=4";
    }

    @Override
    Power powerWhenThere() {
        return Power.ONLINE;
    }

    @Override
    String seen() {
        return plate.lines().getFirst();
    }

    @Override
    void plugIn() {
        pins.plugIn(1, 0x27, plate);
    }

    @Override
    void switchOffAndOn() {
        plate.powerOn();
    }

    @Override
    void plugInDeaf(CountDownLatch release) {
        pins.plugIn(1, 0x27, deafI2c(release));
    }

    /**
     * Each nibble is a byte with E low, high and low again: first the set-up of figure 24, then line 1 at 0x00 and line
     * 2 at 0x40.
     */
    @Test
    void theBytesAreThoseOfTheDataSheet() throws Exception {
        RecordingIo wire = new RecordingIo();
        new Hd44780(wire, 2, 2).write(List.of("A", "~7"));

        String reset = "383c38";
        String setUp = "282c28" + "282c28" + "888c88" + "080c08" + "c8ccc8" + "080c08" + "686c68" + "080c08" + "282c28";
        String line1 = "888c88" + "080c08" + "494d49" + "191d19" + "292d29" + "090d09";
        String line2 = "c8ccc8" + "080c08" + "292d29" + "d9ddd9" + "393d39" + "797d79";
        assertEquals(List.of(reset, reset, reset, setUp, line1, line2), wire.transfers());
    }

    @Test
    void fourLinesStandWhereTheControllerHasThem() throws Exception {
        new Hd44780(plate, 20, 4).write(List.of("LOKET 3", "A-057", "Disdukcapil", "Silakan masuk"));

        assertEquals(List.of("LOKET 3", "A-057", "Disdukcapil", "Silakan masuk"), plate.lines());
        assertTrue(plate.isLit());
        assertEquals(0, plate.misunderstood());
    }

    @Test
    void sixteenByTwoIsTheUsualPlate() throws Exception {
        VirtualHd44780 small = new VirtualHd44780(16, 2);
        new Hd44780(small, 16, 2).write(List.of("Loket 12", "B-104"));
        assertEquals(List.of("Loket 12", "B-104"), small.lines());
    }

    @Test
    void whatTheCharacterRomLacksBecomesTheNearestSign() throws Exception {
        new Hd44780(plate, 20, 4).write(List.of("a\\b~c é\n\u0000€"));
        assertEquals("a/b-c ????", plate.lines().getFirst());
    }

    /** This is the classic fault of the interface: after one disturbed clock all later text is rubbish. */
    @Test
    void nibblesOutOfStepAreBroughtBack() throws Exception {
        Hd44780 panel = new Hd44780(plate, 20, 4);
        panel.write(List.of("A-057"));
        plate.loseNibbleStep();
        panel.write(List.of("A-058"));
        assertEquals("A-058", plate.lines().getFirst());
    }

    @Test
    void anUnpluggedPlateIsNoticedBecauseNobodyAcknowledges() {
        plugIn();
        try (LineDisplay display =
                DisplayAddress.parse(address()).display("p", pins, Duration.ofMillis(30), QuickDevices.timing())) {
            display.start();
            display.show(List.of("A-057"));
            await().until(() -> seen().equals("A-057"));

            pins.unplugI2c(1, 0x27);
            await().until(() -> display.status().power() == Power.OFF);
            assertEquals("display.off", display.status().sentenceKey());
            assertFalse(display.status().isWorking());

            plate.powerOn();
            plugIn();
            await().until(() -> seen().equals("A-057"));
            await().until(() -> display.status().power() == Power.ONLINE);
        }
    }

    private static final class RecordingIo implements id.mpp.hal.gpio.I2cIo {
        private final List<String> transfers = new java.util.ArrayList<>();

        @Override
        public void write(byte[] bytes) {
            transfers.add(HexFormat.of().formatHex(bytes));
        }

        @Override
        public void close() {}

        List<String> transfers() {
            return transfers;
        }
    }
}
