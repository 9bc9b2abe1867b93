package id.mpp.kiosk.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import id.mpp.testing.Chromium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The virtual cabinet in a real browser, and what its devices do to the other pages. */
@ExtendWith(Chromium.class)
class DevicesPageIT {
    private static final String AGENCY = "disdukcapil";

    private static PagesFixture hall;
    private static HallBrowser browser;

    @BeforeAll
    static void openTheHall() {
        hall = PagesFixture.start();
        browser = new HallBrowser(hall.baseUrl());
    }

    @AfterAll
    static void closeTheHall() {
        hall.close();
    }

    @AfterEach
    void closeTheWindows() {
        browser.closeWindows();
    }

    @Test
    void aCodeHeldInFrontOfTheScannerIsAnsweredOnTheKiosk() throws Exception {
        Page kiosk = browser.open("/", 1080, 1920);
        assertThat(kiosk.locator("[data-agency=" + AGENCY + "]")).isVisible();
        Page devices = cabinet();
        Locator scanner = device(devices, "scanner");
        scanner.locator("input[name=code]").fill("https://evil.example/");
        scanner.locator("input[name=code]").press("Enter");
        assertThat(scanner.locator("[data-outcome=sent]")).isVisible();
        assertThat(kiosk.locator("[data-scan=refused]")).containsText("Ini bukan kode antrean.");
        browser.assertAccessible(kiosk);
        kiosk.locator("dialog .button--primary").click();
        assertThat(kiosk.locator("dialog")).hasCount(0);

        scanner.locator("input[type=file]").setInputFiles(new FilePayload("code.png", "image/png", qr("REF-2026-77")));
        assertThat(kiosk.locator("[data-problem=booking-needs-service]")).isVisible();
        browser.assertNoOffence();
    }

    @Test
    void anUnpluggedDeviceIsSeenByTheOfficerInWordsAndGoesAwayWhenMended() {
        Page desk = officer();
        Page devices = cabinet();
        Locator scanner = device(devices, "scanner");
        scanner.locator("summary").focus();
        devices.keyboard().press("Enter");
        scanner.locator("[data-fault=unplugged]").focus();
        devices.keyboard().press("Space");
        assertThat(scanner.locator("[data-fault=unplugged]")).hasAttribute("aria-checked", "true");
        assertThat(scanner.locator(".notice--stop")).containsText("Pemindai mati");
        assertThat(desk.locator(".attention [data-device=scanner]")).containsText("Pemindai mati");
        browser.assertAccessible(desk);
        devices.keyboard().press("Space");
        assertThat(desk.locator(".attention [data-device=scanner]")).hasCount(0);
        browser.assertNoOffence();
    }

    @Test
    void thePlateShowsTheCalledNumberAndALampAndADoorCanBeSeen() {
        Page kiosk = browser.open("/", 1080, 1920);
        kiosk.locator("[data-agency=" + AGENCY + "]").click();
        kiosk.locator("[data-service]").first().click();
        assertThat(kiosk.locator("[data-number]").first()).isVisible();
        Page desk = officer();
        desk.locator("[data-press=call-next]").click();
        String number = desk.locator(".card__number").getAttribute("data-number");
        Page devices = cabinet();
        assertThat(device(devices, "display-loket-01").locator("svg"))
                .hasAttribute("aria-label", Pattern.compile(".*" + number));
        assertThat(device(devices, "lights").locator(".tower")).hasAttribute("aria-label", "Lampu menyala: hijau");
        Locator door = device(devices, "buttons").locator("[data-contact=service-door]");
        door.click();
        assertThat(door).hasAttribute("aria-pressed", "true");
        assertThat(device(devices, "lights").locator(".tower"))
                .hasAttribute("aria-label", "Lampu menyala: hijau, kuning");
        device(devices, "buttons").locator("[data-contact=call-assist]").click();
        assertThat(desk.locator(".attention [data-device=buttons]")).containsText("meminta bantuan");
        browser.assertAccessible(devices);
        devices.locator("header .button").click();
        assertThat(devices.locator("h1")).not().containsText("Lemari");
        browser.assertAccessible(devices);
        browser.assertNoOffence();
    }

    private static Page cabinet() {
        Page devices = browser.open("/devices", 1440, 1000);
        assertThat(device(devices, "scanner").locator(".notice--good")).isVisible();
        return devices;
    }

    private static Locator device(Page devices, String id) {
        return devices.locator("[data-device=" + id + "]");
    }

    private static Page officer() {
        Page desk = browser.open("/counter", 1280, 800);
        desk.locator("input[name=username]").fill(hall.officer());
        desk.locator("input[name=password]").fill(hall.password());
        desk.keyboard().press("Enter");
        desk.locator(".pick").first().click();
        assertThat(desk.locator(".card")).isVisible();
        Locator open = desk.locator("[data-press=open]");
        if (open.count() > 0) {
            open.click();
        }
        assertThat(desk.locator("[data-press=call-next]")).isVisible();
        return desk;
    }

    private static byte[] qr(String text) throws IOException, WriterException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        MatrixToImageWriter.writeToStream(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 300, 300), "PNG", png);
        return png.toByteArray();
    }
}
