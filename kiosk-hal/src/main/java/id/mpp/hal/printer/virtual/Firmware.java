package id.mpp.hal.printer.virtual;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The inside of the printer. It has a receive buffer, answers real-time questions on arrival, and has a mechanism that
 * works the buffer off as long as nothing is wrong. Not thread-safe: the printer around it holds a lock.
 */
final class Firmware {

    /** The bytes that a real printer accepts while it cannot print. */
    private static final int RECEIVE_BUFFER = 4096;

    private static final int DOTS_PER_MM = 8;

    /** The length of paper at which the near-end sensor reports the end of the roll. */
    private static final int NEAR_END_MM = 2_000;

    /** A flooding printer sends answers each time it has received so many bytes. */
    private static final int FLOOD_EVERY = 16;

    /** Bytes that break the fixed bits of every kind of answer. */
    private static final int[] NONSENSE = {0xFF, 0x80, 0xC1, 0x90};

    private final Deque<Integer> buffer = new ArrayDeque<>();
    private final CommandDecoder decoder;
    private final Roll roll;
    private final Dialect dialect;
    private final Consumer<PrintedSlip> slipTray;
    private final IntConsumer answerLine;
    private final EnumSet<VirtualFault> faults = EnumSet.noneOf(VirtualFault.class);

    private int previous;
    private int beforePrevious;
    private boolean jammed;
    private long dotsLeft;
    private long cuts;
    private long slips;
    private int nonsense;
    private long beeps;
    private long sinceFlood;
    private boolean automatic;
    private int[] told = {};

    Firmware(PaperWidth paper, Dialect dialect, int paperMm, Consumer<PrintedSlip> slipTray, IntConsumer answerLine) {
        this.roll = new Roll(paper);
        this.dialect = dialect;
        this.dotsLeft = (long) paperMm * DOTS_PER_MM;
        this.slipTray = slipTray;
        this.answerLine = answerLine;
        this.decoder = new CommandDecoder(new Mechanism());
    }

    boolean isBufferFull() {
        return buffer.size() >= RECEIVE_BUFFER;
    }

    void receive(int b) {
        buffer.addLast(b);
        flood();
        // Real-time questions take effect anywhere, even inside the data of a picture, and stay a part of those data.
        if (beforePrevious == 0x10 && previous == 0x04 && b >= 1 && b <= 4) {
            sendAnswer(realTimeStatus(b));
        }
        beforePrevious = previous;
        previous = b;
        workOffBuffer();
        tellChanges();
    }

    private void flood() {
        if (faults.contains(VirtualFault.FLOOD) && ++sinceFlood % FLOOD_EVERY == 0) {
            sendAnswer(realTimeStatus(1));
            sendAnswer(orderedStatus());
            automaticStatus().forEach(this::sendAnswer);
        }
    }

    /** Sends the automatic status when it differs from the one that was sent last. */
    private void tellChanges() {
        int[] now = automaticStatus().toArray();
        if (automatic && !Arrays.equals(told, now)) {
            told = now;
            Arrays.stream(now).forEach(this::sendAnswer);
        }
    }

    private IntStream automaticStatus() {
        int first = 0x10 | (canMove() ? 0 : 0x08) | (faults.contains(VirtualFault.COVER_OPEN) ? 0x20 : 0);
        return IntStream.of(first, jammed ? 0x08 : 0, orderedStatus(), 0);
    }

    /** The paper sensors as {@code GS r 1} answers them and as they stand in the automatic status. */
    private int orderedStatus() {
        return (isNearEnd() ? 0x03 : 0)
                | (isPaperOut() ? dialect.automaticEnd : 0)
                | (isPresented() ? dialect.automaticPresented : 0);
    }

    private boolean isPresented() {
        return cuts > 0 && faults.contains(VirtualFault.TICKET_NOT_TAKEN);
    }

    void cause(VirtualFault fault) {
        faults.add(fault);
        if (fault == VirtualFault.POWER_OFF) {
            buffer.clear();
            decoder.reset();
            roll.initialise();
            jammed = false;
            automatic = false;
        }
        tellChanges();
    }

    void repair(VirtualFault fault) {
        faults.remove(fault);
        if (fault == VirtualFault.CUTTER_JAM && jammed) {
            jammed = false;
            cutNow();
        }
        workOffBuffer();
        tellChanges();
    }

    void loadPaper(int mm) {
        dotsLeft = (long) mm * DOTS_PER_MM;
        faults.remove(VirtualFault.NEAR_END);
        repair(VirtualFault.OUT_OF_PAPER);
    }

    Set<VirtualFault> faults() {
        return EnumSet.copyOf(faults);
    }

    int paperLeftMm() {
        return (int) (Math.max(0, dotsLeft) / DOTS_PER_MM);
    }

    long cuts() {
        return cuts;
    }

    long beeps() {
        return beeps;
    }

    long unknownCommands() {
        return decoder.unknown();
    }

    private void workOffBuffer() {
        while (!buffer.isEmpty() && canMove()) {
            decoder.accept(buffer.removeFirst());
        }
    }

    private boolean canMove() {
        return !jammed && !isPaperOut() && faults.stream().noneMatch(VirtualFault::stopsMechanism);
    }

    private boolean isPaperOut() {
        return dotsLeft <= 0 || faults.contains(VirtualFault.OUT_OF_PAPER);
    }

    private int realTimeStatus(int n) {
        int status = 0x12;
        switch (n) {
            case 1 -> status |= canMove() ? 0 : 0x08;
            case 2 -> {
                status |= faults.contains(VirtualFault.COVER_OPEN) ? 0x04 : 0;
                status |= isPaperOut() ? 0x20 : 0;
                status |= jammed ? 0x40 : 0;
            }
            case 3 -> status |= jammed ? 0x08 : 0;
            default -> {
                status |= isNearEnd() ? 0x0C : 0;
                status |= isPaperOut() ? dialect.askedEnd : 0;
                status |= isPresented() ? dialect.askedPresented : 0;
            }
        }
        return status;
    }

    private boolean isNearEnd() {
        return isPaperOut() || dotsLeft < (long) NEAR_END_MM * DOTS_PER_MM || faults.contains(VirtualFault.NEAR_END);
    }

    private void sendAnswer(int b) {
        answerLine.accept(faults.contains(VirtualFault.GARBAGE) ? NONSENSE[nonsense++ % NONSENSE.length] : b);
    }

    private void cutNow() {
        cuts++;
        if (!roll.isBlank()) {
            slipTray.accept(roll.cutSlip(++slips));
        }
    }

    /** Carries out commands on the roll and counts the paper. */
    private final class Mechanism implements Press {
        @Override
        public void initialise() {
            roll.initialise();
            automatic = false;
        }

        @Override
        public void printCharacter(int code) {
            usePaper(roll.addCharacter(code));
        }

        @Override
        public void feedLine() {
            usePaper(roll.feedLine());
        }

        @Override
        public void feedLines(int lines) {
            usePaper(roll.feedLines(lines));
        }

        @Override
        public void feedDots(int dots) {
            usePaper(roll.feedDots(dots));
        }

        @Override
        public void setAlignment(int side) {
            roll.setAlignment(side);
        }

        @Override
        public void magnify(int width, int height) {
            roll.magnify(width, height);
        }

        @Override
        public void setBold(boolean on) {
            roll.setBold(on);
        }

        @Override
        public void setUnderline(int dots) {
            roll.setUnderline(dots);
        }

        @Override
        public void setReverse(boolean on) {
            roll.setReverse(on);
        }

        @Override
        public void setLinePitch(int dots) {
            roll.setLinePitch(dots);
        }

        @Override
        public void selectCodeTable(int table) {
            roll.selectCodeTable(table);
        }

        @Override
        public void printPicture(int bytesPerRow, int rows, int scaleX, int scaleY, byte[] data) {
            usePaper(roll.printPicture(bytesPerRow, rows, scaleX, scaleY, data));
        }

        @Override
        public void printQrCode(byte[] data, int moduleDots, int level) {
            usePaper(roll.printQrCode(data, moduleDots, level));
        }

        @Override
        public void cutPaper() {
            if (faults.contains(VirtualFault.CUTTER_JAM)) {
                jammed = true;
            } else {
                cutNow();
            }
        }

        @Override
        public void beep(int times) {
            beeps += times;
        }

        @Override
        public void switchAutomaticStatus(int wanted) {
            automatic = wanted != 0;
            // By Epson's reference, switching it on is answered at once.
            told = new int[0];
        }

        @Override
        public void transmitPaperStatus() {
            sendAnswer(orderedStatus());
        }

        private void usePaper(int dots) {
            dotsLeft -= dots;
            if (roll.isTooLong()) {
                slipTray.accept(roll.cutSlip(++slips));
            }
        }
    }
}
