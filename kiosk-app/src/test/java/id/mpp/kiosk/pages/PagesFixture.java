package id.mpp.kiosk.pages;

import id.mpp.kiosk.KioskProgram;
import java.net.URI;

/** A hall whose pages are looked at: the program that serves them, and an officer of its first agency. */
record PagesFixture(KioskProgram kiosk, String officer, String password) implements AutoCloseable {
    private static final String OFFICER = "petugas-disdukcapil";

    static PagesFixture start() {
        return start("");
    }

    /** @param settings further tables of the kiosk's configuration */
    static PagesFixture start(String settings) {
        KioskProgram kiosk = KioskProgram.start(settings);
        return new PagesFixture(kiosk, OFFICER, kiosk.password(OFFICER));
    }

    URI baseUrl() {
        return kiosk.baseUrl();
    }

    @Override
    public void close() {
        kiosk.close();
    }
}
