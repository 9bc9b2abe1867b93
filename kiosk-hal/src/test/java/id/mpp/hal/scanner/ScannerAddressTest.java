package id.mpp.hal.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evdev:///dev/input/mpp-scanner",
                "evdev:///dev/input/by-path/pci-0000-usb-0:1.2:1.0-event-kbd?bits=32",
                "serial:///dev/ttyACM0",
                "serial:///dev/ttyACM0?baud=115200",
                "camera:rpicam-vid --nopreview --codec mjpeg --timeout 0 --output -",
                "camera:\"/opt/our camera/stream\" -v 1",
            })
    void whatTheManualShowsIsUnderstood(String text) {
        assertEquals(text, ScannerAddress.parse("  " + text + " ").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/dev/ttyACM0|has to begin with",
                "tcp://host:1|has to begin with",
                "virtual|has to begin with",
                "evdev://dev/input/event3|three slashes",
                "evdev:///|whole path",
                "evdev:///dev/input/event3?bits=16|bits=16",
                "evdev:///dev/input/event3?baud=9600|unknown option \"baud\"",
                "serial:///dev/ttyACM0?baud=1|baud rate 1",
                "serial:///dev/ttyACM0?baud|unreadable option",
                "serial:///dev/tty ACM0|is not an address",
                "camera:|names no program",
                "camera:   |names no program",
                "camera:\"\"|names no program",
                "camera:cat \"x|quote",
                "camera:cat x\"y\"|quote",
            })
    void aFaultIsNamedTogetherWithExamples(String text, String fault) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ScannerAddress.parse(text))
                .getMessage());
        assertTrue(message.contains(fault), message);
        assertTrue(message.contains("examples: evdev:///dev/input/mpp-scanner"), message);
    }

    @Test
    void aCommandIsPartedAtBlanksAndQuotesAlone() {
        String text = "camera:ffmpeg -i \"/dev/video 0\" $(reboot) ; a|b --x='y' -";
        CameraIo io = new CameraIo(List.of("ffmpeg", "-i", "/dev/video 0", "$(reboot)", ";", "a|b", "--x='y'", "-"));
        assertEquals(io, ScannerAddress.parse(text).io());
    }

    @Test
    void lengthAndControlCharactersAreLimited() {
        assertThrows(IllegalArgumentException.class, () -> ScannerAddress.parse("camera:" + "x".repeat(1_000)));
        assertThrows(IllegalArgumentException.class, () -> ScannerAddress.parse("camera:cat\0x"));
    }
}
