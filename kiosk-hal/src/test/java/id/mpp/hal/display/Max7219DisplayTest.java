package id.mpp.hal.display;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import id.mpp.hal.device.Power;
import id.mpp.hal.display.virtual.VirtualMax7219;
import id.mpp.hal.gpio.SpiIo;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, the bytes of the data sheet, and what is peculiar to seven segments. */
class Max7219DisplayTest extends LineDisplayContract {

    private final VirtualMax7219 plate = new VirtualMax7219(8);

    @Override
    String address() {
        return "max7219:spi=0,cs=1,digits=8,intensity=3";
    }

    @Override
    Power powerWhenThere() {
        return Power.UNKNOWN;
    }

    @Override
    String seen() {
        return plate.text();
    }

    @Override
    void plugIn() {
        pins.plugIn(0, 1, plate);
    }

    @Override
    void switchOffAndOn() {
        plate.powerOn();
    }

    @Override
    void plugInDeaf(CountDownLatch release) {
        pins.plugIn(0, 1, deafSpi(release));
    }

    @Test
    void theBytesAreThoseOfTheDataSheet() throws Exception {
        List<String> transfers = new ArrayList<>();
        new Max7219(recording(transfers), 8, 5).write(List.of("A-057"));

        assertEquals(
                List.of(
                        "0f00", "0900", "0b07", "0a05", "0877", "0701", "067e", "055b", "0470", "0300", "0200", "0100",
                        "0c01"),
                transfers);
    }

    @ParameterizedTest
    @CsvSource({
        "A-057, A-057",
        "B1024, B1024",
        "c-009, C-009",
        "ABCDEFGH, ABCDEFGH",
        "IJKLMNOP, IJKLMNOP",
        "QRTUVWXY, QRTUVWXY",
        "SZ, 52",
        "0123456, 0123456",
        "789 12_-, 789 12_-",
        "12.30, 12.30",
        ".5, ' .5'",
        "A€1, A_1",
    })
    void lettersAndDigitsAreReadable(String text, String read) throws Exception {
        new Max7219(plate, 8, 8).write(List.of(text));
        assertEquals(read, plate.text());
        assertEquals(8, plate.intensity());
        assertFalse(plate.decodes());
    }

    /** Nobody is at the other end. The bytes go out all the same, so nothing more than "unknown" may be reported. */
    @Test
    void aMissingPlateIsNeverSaidToBeThere() {
        pins.plugIn(0, 1, recording(new ArrayList<>()));
        try (LineDisplay display = DisplayAddress.parse(address()).display("plate-4", pins)) {
            display.start();
            display.show(List.of("A-057"));
            await().until(() -> display.status().isWorking());
            assertEquals(Power.UNKNOWN, display.status().power());
            assertEquals("display.unknown", display.status().sentenceKey());
        }
    }

    private static SpiIo recording(List<String> transfers) {
        return new SpiIo() {
            @Override
            public void write(byte[] bytes) {
                transfers.add(HexFormat.of().formatHex(bytes));
            }

            @Override
            public void close() {}
        };
    }
}
