package id.mpp.kiosk.reliability;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Takes numbers without end from a journal and tells each ticket on standard output once it is acknowledged. */
final class PowerCutWriter {
    private PowerCutWriter() {}

    /** @param args the journal's file and the word that begins the tickets' ids */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (JournalledHall hall = new JournalledHall(Path.of(args[0]))) {
            hall.open();
            for (long i = 0; ; i++) {
                String id = args[1] + "-" + i;
                int status = hall.issue(id).join();
                out.println(status == 200 ? id + " " + hall.lastSeq() : "refused " + status);
            }
        }
    }
}
