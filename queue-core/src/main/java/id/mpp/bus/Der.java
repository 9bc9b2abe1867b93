package id.mpp.bus;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts traditional private keys into the PKCS#8 envelope (RFC 5958) that the JDK reads: a few lines of DER (X.690). */
final class Der {
    static final int OBJECT_IDENTIFIER = 0x06;

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    /** {@code parameters [0]} of an EC private key. */
    private static final int CURVE = 0xA0;
    /** A length of 128 or more is written as the number of its bytes, with this bit, and the bytes. */
    private static final int LONG_LENGTH = 0x80;

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    /** 1.2.840.113549.1.1.1 and its parameters, which are NULL. */
    private static final byte[] RSA = {6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1, 5, 0};
    /** 1.2.840.10045.2.1; the curve follows. */
    private static final byte[] EC = {6, 7, 42, (byte) 134, 72, (byte) 206, 61, 2, 1};

    private Der() {}

    static byte[] rsaAsPkcs8(byte[] pkcs1) {
        return envelope(RSA, pkcs1);
    }

    /** @param curve a DER object identifier */
    static byte[] ecAsPkcs8(byte[] sec1, byte[] curve) {
        return envelope(join(EC, curve), sec1);
    }

    /** What an EC private key says of its curve, as DER; null where it says nothing. */
    static byte @Nullable [] curveOf(byte[] sec1) {
        int end = sec1.length;
        int at = begin(sec1, 0, end);
        while (at >= 0 && at < end) {
            int content = begin(sec1, at, end);
            int next = content < 0 ? -1 : content + length(sec1, at);
            if (next < 0 || next > end) {
                return null;
            }
            if ((sec1[at] & 0xFF) == CURVE) {
                return Arrays.copyOfRange(sec1, content, next);
            }
            at = next;
        }
        return null;
    }

    /** Where the content of the element at {@code at} begins; negative where there is none. */
    private static int begin(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            return -1;
        }
        int first = bytes[at + 1] & 0xFF;
        int begin = first < LONG_LENGTH ? at + 2 : at + 2 + (first - LONG_LENGTH);
        return first > LONG_LENGTH + 2 || begin > end ? -1 : begin;
    }

    private static int length(byte[] bytes, int at) {
        int first = bytes[at + 1] & 0xFF;
        if (first < LONG_LENGTH) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - LONG_LENGTH; i++) {
            length = (length << 8) | (bytes[at + 2 + i] & 0xFF);
        }
        return length;
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, join(VERSION_0, join(element(SEQUENCE, algorithm), element(OCTET_STRING, key))));
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < LONG_LENGTH) {
            out.write(content.length);
        } else {
            out.write(LONG_LENGTH + 2);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
