package id.mpp.bus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates for tests with {@code openssl} and the JDK's {@code keytool}: nothing secret lies in the tree. */
public final class TestAuthority {
    private static final String PASSPHRASE = "for-a-test";

    private final Path folder;
    private final String name;

    /** A certificate and its key, PEM. */
    public record Issued(Path cert, Path key) {}

    /** Makes an authority in {@code folder}. */
    public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.name = name;
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=" + name,
                "-keyout",
                file(name + ".key"),
                "-out",
                certificate().toString());
    }

    /** The authority's own certificate. */
    public Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** @param names such as {@code DNS:localhost,IP:127.0.0.1} */
    public Issued broker(String names) throws IOException, InterruptedException {
        Path extensions = folder.resolve("names.txt");
        Files.writeString(extensions, "subjectAltName=" + names + "\n");
        Issued issued = request("broker", "/CN=broker");
        sign(issued, "-extfile", extensions.toString());
        return issued;
    }

    /** A certificate that ended a month ago. */
    public Issued expiredBroker() throws IOException, InterruptedException {
        Issued issued = request("expired", "/CN=broker");
        String store = file("authority.p12");
        run(
                "openssl",
                "pkcs12",
                "-export",
                "-name",
                "ca",
                "-inkey",
                file(name + ".key"),
                "-in",
                certificate().toString(),
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                store);
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-gencert",
                "-rfc",
                "-keystore",
                store,
                "-storepass",
                PASSPHRASE,
                "-alias",
                "ca",
                "-infile",
                file("expired.csr"),
                "-outfile",
                issued.cert().toString(),
                "-startdate",
                "-60d",
                "-validity",
                "30",
                "-ext",
                "san=dns:localhost");
        return issued;
    }

    /** @param commonName who the broker takes its holder for, such as {@code mpp-x/node/hub-1} */
    public Issued client(String commonName) throws IOException, InterruptedException {
        Issued issued = request("client", "/CN=" + commonName.replace("/", "\\/"));
        sign(issued);
        return issued;
    }

    /** Another key and its certificate, made with these options of {@code openssl req -newkey}. */
    public Issued clientWithKey(String commonName, String... kind) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "req",
                "-nodes",
                "-subj",
                "/CN=" + commonName.replace("/", "\\/"),
                "-keyout",
                file("other.key"),
                "-out",
                file("other.csr"),
                "-newkey"));
        command.addAll(List.of(kind));
        run(command.toArray(String[]::new));
        Issued issued = new Issued(folder.resolve("other.pem"), folder.resolve("other.key"));
        sign(issued);
        return issued;
    }

    /** Runs a program; an exception with its words where it fails. */
    public static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    private Issued request(String kind, String subject) throws IOException, InterruptedException {
        run(
                "openssl",
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                subject,
                "-keyout",
                file(kind + ".key"),
                "-out",
                file(kind + ".csr"));
        return new Issued(folder.resolve(kind + ".pem"), folder.resolve(kind + ".key"));
    }

    private void sign(Issued issued, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "x509",
                "-req",
                "-days",
                "30",
                "-in",
                issued.cert().toString().replace(".pem", ".csr"),
                "-CA",
                certificate().toString(),
                "-CAkey",
                file(name + ".key"),
                "-CAcreateserial",
                "-out",
                issued.cert().toString()));
        command.addAll(List.of(more));
        run(command.toArray(String[]::new));
    }

    private String file(String other) {
        return folder.resolve(other).toString();
    }
}
