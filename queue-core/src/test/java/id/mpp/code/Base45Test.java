package id.mpp.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base45Test {

    /** The examples of RFC 9285, sections 4.3 and 4.4. */
    @ParameterizedTest
    @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
    void theExamplesOfTheStandard(String bytes, String text) {
        assertEquals(text, Base45.encode(bytes.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(bytes, new String(Base45.decode(text).orElseThrow(), StandardCharsets.US_ASCII));
    }

    @Test
    void everyPairAndEverySingleByteComesBack() {
        for (int value = 0; value < 0x10000; value++) {
            byte[] pair = {(byte) (value >> 8), (byte) value};
            assertArrayEquals(pair, Base45.decode(Base45.encode(pair)).orElseThrow());
        }
        for (int value = 0; value < 0x100; value++) {
            byte[] single = {(byte) value};
            assertArrayEquals(single, Base45.decode(Base45.encode(single)).orElseThrow());
        }
        assertEquals(0, Base45.decode("").orElseThrow().length);
    }

    /** A lone character, lower case, foreign characters, and numbers beyond two bytes or one. */
    @ParameterizedTest
    @ValueSource(strings = {"A", "BB8A", "bb8", "B_8", "BB8\n", "GGW", ":::", "::", "V5", "ÄBC"})
    void whatIsNotBase45IsRefused(String text) {
        assertTrue(Base45.decode(text).isEmpty());
    }
}
