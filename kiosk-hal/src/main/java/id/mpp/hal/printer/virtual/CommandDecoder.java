package id.mpp.hal.printer.virtual;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into ESC/POS commands and passes them to a press, byte by byte as they come, like the firmware
 * of a printer. It skips what it does not know, as a printer would, and counts it.
 */
final class CommandDecoder {

    private static final int DLE = 0x10;
    private static final int ESC = 0x1B;
    private static final int FS = 0x1C;
    private static final int GS = 0x1D;

    /** More bytes than any picture on a slip has. A longer picture has a broken length. */
    private static final int PICTURE_BYTES_AT_MOST = 1 << 20;

    private static final int UNDECIDED = -1;

    private final Press press;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private int length = UNDECIDED;
    private byte[] qrData = {};
    private int qrModuleDots = 3;
    private int qrLevel = '0';
    private long unknown;

    CommandDecoder(Press press) {
        this.press = press;
    }

    /** Commands that were not understood since the start. */
    long unknown() {
        return unknown;
    }

    /** Forgets a half-received command, as at power-on. */
    void reset() {
        command.reset();
        length = UNDECIDED;
        qrData = new byte[0];
    }

    void accept(int b) {
        if (command.size() == 0 && executeSingleByte(b)) {
            return;
        }
        command.write(b);
        if (length == UNDECIDED) {
            length = lengthOf(command);
        }
        if (length != UNDECIDED && command.size() >= length) {
            byte[] complete = command.toByteArray();
            command.reset();
            length = UNDECIDED;
            execute(complete);
        }
    }

    private boolean executeSingleByte(int b) {
        switch (b) {
            case '\n' -> press.feedLine();
            case DLE, ESC, FS, GS -> {
                return false;
            }
            default -> {
                if (b >= 0x20) {
                    press.printCharacter(b);
                }
            }
        }
        return true;
    }

    /** The length of the command that begins like this, or {@link #UNDECIDED} while it is not known yet. */
    private static int lengthOf(ByteArrayOutputStream command) {
        byte[] c = command.toByteArray();
        if (c.length < 2) {
            return UNDECIDED;
        }
        return switch (at(c, 0)) {
            case DLE -> at(c, 1) == 0x14 ? 5 : 3;
            case ESC -> escLength(at(c, 1));
            case FS -> at(c, 1) == '.' || at(c, 1) == '&' ? 2 : 3;
            default -> gsLength(c);
        };
    }

    private static int escLength(int name) {
        return switch (name) {
            case '@', '2', '<' -> 2;
            case 'p' -> 5;
            case '$', '\\', 'B' -> 4;
            default -> 3;
        };
    }

    private static int gsLength(byte[] c) {
        return switch (at(c, 1)) {
            case 'V' -> c.length < 3 ? UNDECIDED : at(c, 2) >= 65 ? 4 : 3;
            case 'L', 'W', 'P' -> 4;
            case '(' -> c.length < 5 ? UNDECIDED : 5 + at(c, 3) + (at(c, 4) << 8);
            case 'v' -> c.length < 8 ? UNDECIDED : 8 + Math.min(PICTURE_BYTES_AT_MOST, word(c, 4) * word(c, 6));
            default -> 3;
        };
    }

    private void execute(byte[] c) {
        boolean known = switch (at(c, 0)) {
            case ESC -> executeEsc(c);
            case GS -> executeGs(c);
            // Real-time commands took effect on arrival. In their place in the stream they mean nothing any more.
            case DLE -> true;
            default -> c.length == 2;
        };
        if (!known) {
            unknown++;
        }
    }

    private boolean executeEsc(byte[] c) {
        switch (at(c, 1)) {
            case '@' -> press.initialise();
            case 'a' -> press.setAlignment(at(c, 2) % 48);
            case 'E', 'G' -> press.setBold((at(c, 2) & 1) == 1);
            case '-' -> press.setUnderline(at(c, 2) % 48);
            case 'd' -> press.feedLines(at(c, 2));
            case 'J' -> press.feedDots(at(c, 2));
            case '2' -> press.setLinePitch(Roll.DEFAULT_LINE_PITCH);
            case '3' -> press.setLinePitch(at(c, 2));
            case 't' -> press.selectCodeTable(at(c, 2));
            case 'B' -> press.beep(at(c, 2));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean executeGs(byte[] c) {
        switch (at(c, 1)) {
            case '!' -> press.magnify((at(c, 2) >> 4 & 7) + 1, (at(c, 2) & 7) + 1);
            case 'B' -> press.setReverse((at(c, 2) & 1) == 1);
            case 'V' -> {
                press.feedDots(c.length == 4 ? at(c, 3) : 0);
                press.cutPaper();
            }
            case 'v' ->
                press.printPicture(
                        word(c, 4),
                        word(c, 6),
                        1 + (at(c, 3) & 1),
                        1 + (at(c, 3) >> 1 & 1),
                        Arrays.copyOfRange(c, 8, c.length));
            case '(' -> {
                return at(c, 2) == 'k' && executeQr(c);
            }
            case 'r' -> press.transmitPaperStatus();
            case 'a' -> press.switchAutomaticStatus(at(c, 2));
            // Smoothing is understood and has no effect here.
            case 'b' -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean executeQr(byte[] c) {
        if (c.length < 8 || at(c, 5) != '1') {
            return false;
        }
        switch (at(c, 6)) {
            case 0x41 -> {}
            case 0x43 -> qrModuleDots = at(c, 7);
            case 0x45 -> qrLevel = at(c, 7);
            case 0x50 -> qrData = Arrays.copyOfRange(c, 8, c.length);
            case 0x51 -> press.printQrCode(qrData, qrModuleDots, qrLevel - '0');
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int at(byte[] c, int index) {
        return c[index] & 0xFF;
    }

    private static int word(byte[] c, int index) {
        return at(c, index) + (at(c, index + 1) << 8);
    }
}
