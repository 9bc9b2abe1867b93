package id.mpp.hal.printer;

import java.io.ByteArrayOutputStream;

/**
 * What a serial port that is set to one speed hears of bytes that were sent at another, bit by bit: 8 data bits, no
 * parity, 1 stop bit.
 */
final class SerialLine {
    /** Start bit, eight data bits, stop bit. */
    private static final int FRAME = 10;

    /** How finely the line is sampled between two bytes, in bits of the sender. */
    private static final double LOOK = 1.0 / 16;

    private final byte[] sent;

    private SerialLine(byte[] sent) {
        this.sent = sent;
    }

    /**
     * The bytes that arrive.
     *
     * @param sent one after the other without a pause
     * @param sentAt baud rate of the sender
     * @param heardAt baud rate of the receiver
     */
    static byte[] heard(byte[] sent, int sentAt, int heardAt) {
        return sentAt == heardAt ? sent : new SerialLine(sent).heard((double) sentAt / heardAt);
    }

    /** @param bit the receiver's bit in bits of the sender */
    private byte[] heard(double bit) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        double at = 0;
        while (at < sent.length * FRAME) {
            if (isHigh(at)) {
                at += LOOK;
                continue;
            }
            int value = 0;
            for (int i = 0; i < 8; i++) {
                value |= isHigh(at + bit * (i + 1.5)) ? 1 << i : 0;
            }
            at += bit * (FRAME - 0.5);
            // A frame without its stop bit is read as zero, and the line must rest before the next one.
            heard.write(isHigh(at) ? value : 0);
            while (!isHigh(at)) {
                at += LOOK;
            }
        }
        return heard.toByteArray();
    }

    private boolean isHigh(double at) {
        int index = (int) at;
        if (index >= sent.length * FRAME) {
            return true;
        }
        int place = index % FRAME;
        return place == FRAME - 1 || (place > 0 && (sent[index / FRAME] >> (place - 1) & 1) != 0);
    }
}
