package id.mpp.hal.voice;

import java.util.List;

/** Indonesian. It is regular except for ten, eleven, one hundred and one thousand, which begin with "se". */
final class IndonesianGrammar extends Grammar {

    static final IndonesianGrammar INSTANCE = new IndonesianGrammar();

    private IndonesianGrammar() {
        super(
                "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet",
                "nol satu dua tiga empat lima enam tujuh delapan sembilan",
                new Phrases("nomor antrean", "panggilan kedua", "panggilan terakhir", "silakan menuju loket"));
    }

    @Override
    List<String> number(int value) {
        if (value < 10) {
            return List.of(digit(value));
        }
        if (value < 20) {
            return switch (value) {
                case 10 -> List.of("sepuluh");
                case 11 -> List.of("sebelas");
                default -> count(value % 10, "belas");
            };
        }
        if (value < 100) {
            return join(count(value / 10, "puluh"), value % 10);
        }
        if (value < 1000) {
            return join(value < 200 ? List.of("seratus") : count(value / 100, "ratus"), value % 100);
        }
        return join(value < 2000 ? List.of("seribu") : count(value / 1000, "ribu"), value % 1000);
    }

    private List<String> count(int count, String unit) {
        return List.of(digit(count), unit);
    }
}
