package id.mpp.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    /** The example of RFC 8410, section 10, as openssl writes keys too. */
    private static final String OF_THE_STANDARD = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """;

    private static final String PUBLIC_OF_THE_STANDARD = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """;

    @TempDir
    private Path folder;

    private Path privateFile;
    private Path publicFile;

    @BeforeEach
    void writeKeys() throws IOException {
        privateFile = write("a.key", OF_THE_STANDARD);
        publicFile = write("a.pub", PUBLIC_OF_THE_STANDARD);
    }

    @Test
    void keysOfOtherProgramsAreRead() throws IOException {
        CodeSigner.read(privateFile, publicFile);
        assertEquals(1, VerificationKeys.read(List.of(publicFile)).size());
    }

    @Test
    void oneFileMayHoldSeveralPublicKeys() throws IOException {
        CodeSigner.createKeys(folder.resolve("b.key"), folder.resolve("b.pub"));
        Path both = write("both.pub", PUBLIC_OF_THE_STANDARD + Files.readString(folder.resolve("b.pub")));
        assertEquals(2, VerificationKeys.read(List.of(both)).size());
    }

    @Test
    void aNewPrivateKeyIsOursAloneAndNeverReplacesOne() throws IOException {
        Path made = folder.resolve("c.key");
        CodeSigner.createKeys(made, folder.resolve("c.pub"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        String before = Files.readString(made);
        assertFault("already a key file", () -> CodeSigner.createKeys(made, folder.resolve("d.pub")));
        assertEquals(before, Files.readString(made));
    }

    @Test
    void aPrivateKeyThatOthersMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(privateFile, PosixFilePermissions.fromString("rw-r-----"));
        assertFault("chmod 600", () -> CodeSigner.read(privateFile, publicFile));
    }

    @Test
    void eachFaultIsNamed() throws IOException, GeneralSecurityException {
        assertFault("there is no key file", () -> VerificationKeys.read(List.of(folder.resolve("none"))));
        assertFault("holds a PRIVATE KEY", () -> VerificationKeys.read(List.of(privateFile)));
        assertFault("holds a PUBLIC KEY", () -> CodeSigner.read(publicFile, publicFile));
        Path trailing = write("trailing.pub", PUBLIC_OF_THE_STANDARD + "and more\n");
        assertFault("does not consist of", () -> VerificationKeys.read(List.of(trailing)));
        Path empty = write("empty.pub", "");
        assertFault("does not consist of", () -> VerificationKeys.read(List.of(empty)));
        Path large = write("large.pub", "x".repeat(70_000));
        assertFault("more than 65536", () -> VerificationKeys.read(List.of(large)));
        byte[] rsa =
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
        Path other = write(
                "other.pub",
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(rsa)
                        + "\n-----END PUBLIC KEY-----\n");
        assertFault("not an Ed25519 key", () -> VerificationKeys.read(List.of(other)));
        Path two = write("two.key", OF_THE_STANDARD + OF_THE_STANDARD);
        assertFault("holds 2 private keys", () -> CodeSigner.read(two, publicFile));
        CodeSigner.createKeys(folder.resolve("e.key"), folder.resolve("e.pub"));
        assertFault("does not belong to", () -> CodeSigner.read(privateFile, folder.resolve("e.pub")));
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertFault(String words, Executable read) {
        String message =
                String.valueOf(assertThrows(KeyFileException.class, read).getMessage());
        assertTrue(message.contains(words), message);
    }
}
