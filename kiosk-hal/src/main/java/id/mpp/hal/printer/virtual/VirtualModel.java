package id.mpp.hal.printer.virtual;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The printers that can be simulated, under the names of the driver's profiles. */
public enum VirtualModel {
    EPSON_80("epson-80", PaperWidth.MM_80, Dialect.EPSON),
    GENERIC_58("generic-58", PaperWidth.MM_58, Dialect.EPSON),
    CITIZEN_KIOSK("citizen-kiosk", PaperWidth.MM_80, Dialect.CITIZEN_PRESENTER);

    private final String profile;
    final PaperWidth paper;
    final Dialect dialect;

    VirtualModel(String profile, PaperWidth paper, Dialect dialect) {
        this.profile = profile;
        this.paper = paper;
        this.dialect = dialect;
    }

    /** @throws IllegalArgumentException that names the known ones */
    public static VirtualModel named(String profile) {
        return Arrays.stream(values())
                .filter(model -> model.profile.equals(profile))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no virtual printer \"" + profile
                        + "\"; known are "
                        + Arrays.stream(values()).map(model -> model.profile).collect(Collectors.joining(", "))));
    }

    /** The roll that fits it. */
    public PaperWidth paper() {
        return paper;
    }
}
