package id.mpp.hal.printer;

import id.mpp.hal.printer.Slip.Size;

/** Tickets as a hall prints them. */
final class SampleSlips {

    static final String QR = "http://192.168.10.5:8080/t/0197f2c4-6b1e-7d3a-9a51-3f0c8e2b7d44";

    private SampleSlips() {}

    /** The whole ticket of the population office. */
    static Slip ticket(String number) {
        return ticket(number, QR);
    }

    static Slip ticket(String number, String qr) {
        return Slip.build()
                .centred("Mal Pelayanan Publik Segantang Lada", Size.TALL, true)
                .centred("Kota Tanjung Pinang")
                .rule()
                .feed(1)
                .centred("Dinas Kependudukan dan Pencatatan Sipil", Size.NORMAL, true)
                .centred("Zona 1")
                .centred("Perekaman KTP-el")
                .feed(1)
                .centred("NOMOR ANTREAN")
                .big(number)
                .feed(1)
                .row("Antrean di depan Anda", "12")
                .row("Perkiraan waktu tunggu", "25-40 menit")
                .feed(1)
                .centred("Senin, 23 November 2026 · 08.14 WIB")
                .centred("Nomor Anda dipanggil lewat layar dan suara.")
                .centred("Pindai untuk melihat antrean dari ponsel:")
                .feed(1)
                .qr(qr)
                .feed(1)
                .rule()
                .feed(1)
                .centred("Layanan gratis. Tolak pungutan liar.", Size.NORMAL, true)
                .centred("Pengaduan: lapor.go.id / SMS 1708")
                .slip();
    }

    /** A short slip for tests of the transport. */
    static Slip small(String number) {
        return Slip.build().centred("Zona 1").big(number).qr("MPP1:" + number).slip();
    }
}
