package id.mpp.code;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 9285, base45: two bytes become three characters of the QR code's alphanumeric alphabet, a last single byte
 * becomes two. Decoding is strict: exactly one text stands for given bytes, so a code cannot be written in a second
 * way.
 */
final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = ALPHABET.length();

    private Base45() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length + 1) / 2 * 3);
        for (int i = 0; i < bytes.length; i += 2) {
            boolean pair = i + 1 < bytes.length;
            int value = bytes[i] & 0xFF;
            if (pair) {
                value = (value << 8) | (bytes[i + 1] & 0xFF);
            }
            text.append(ALPHABET.charAt(value % BASE)).append(ALPHABET.charAt(value / BASE % BASE));
            if (pair) {
                text.append(ALPHABET.charAt(value / BASE / BASE));
            }
        }
        return text.toString();
    }

    /** The bytes, or empty where the text is not base45 to its last character. */
    static Optional<byte[]> decode(String text) {
        if (text.length() % 3 == 1) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() / 3 * 2 + text.length() % 3 / 2);
        for (int i = 0; i < text.length(); i += 3) {
            int length = Math.min(3, text.length() - i);
            int value = value(text, i, length);
            int bits = length == 3 ? 16 : 8;
            if (value < 0 || value >>> bits != 0) {
                return Optional.empty();
            }
            if (length == 3) {
                bytes.put((byte) (value >>> 8));
            }
            bytes.put((byte) value);
        }
        return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** The least significant character stands first; -1 for a character outside the alphabet. */
    private static int value(String text, int from, int length) {
        int value = 0;
        for (int i = from + length - 1; i >= from; i--) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value * BASE + digit;
        }
        return value;
    }
}
