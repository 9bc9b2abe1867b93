package id.mpp.hal.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayAddressTest {

    @Test
    void addressesSayBusPlaceAndSize() {
        assertEquals(
                new DisplayAddress.CharacterPlate(1, 0x27, 20, 4),
                DisplayAddress.parse("hd44780:i2c=1,address=0x27,columns=20,lines=4"));
        assertEquals(new DisplayAddress.CharacterPlate(0, 63, 16, 2), DisplayAddress.parse(" hd44780:i2c=0, address=63 "));
        assertEquals(new DisplayAddress.SevenSegmentPlate(0, 1, 8, 8), DisplayAddress.parse("max7219:spi=0,cs=1"));
        assertEquals(
                new DisplayAddress.SevenSegmentPlate(1, 0, 4, 15),
                DisplayAddress.parse("max7219:spi=1,cs=0,digits=4,intensity=15"));
        assertEquals(new DisplayAddress.VirtualPlate(), DisplayAddress.parse("virtual"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hd44780:i2c=1                       | lacks the option "address"
        hd44780:i2c=1,address=0x99          | which is not from 3 to 119
        hd44780:i2c=one,address=0x27        | which is no number
        hd44780:i2c=1,address=0x27,size=4   | has the unknown option "size" (known: address, columns, i2c, lines)
        hd44780:i2c=1,i2c=2,address=0x27    | has the option "i2c" twice
        hd44780:i2c                         | has the unreadable option "i2c"
        max7219:spi=0,cs=0,digits=9         | which is not from 1 to 8
        tm1637:clk=1                        | names no known display (known: hd44780, max7219, virtual)
        virtual:x=1                         | has the unknown option "x" (it takes none)
        /dev/ttyUSB0                        | does not begin with a kind of device
        ''                                  | does not begin with a kind of device
        """)
    void aFaultIsNamedWithTheTextAndExamples(String text, String fault) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> DisplayAddress.parse(text));
        assertTrue(e.toString().contains(fault), e::toString);
        assertTrue(e.toString().contains("the display address \"" + text + "\""), e::toString);
        assertTrue(e.toString().contains("examples: hd44780:i2c=1,address=0x27"), e::toString);
    }
}
