package id.mpp.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM blocks, as {@code openssl} writes them. */
final class PemFile {
    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";

    /** Room for hundreds of keys; more is some other file. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private PemFile() {}

    /** The content of every block. The file must hold blocks of this label and nothing else. */
    static List<byte[]> read(Path file, String label) throws KeyFileException {
        String text = text(file).strip();
        Matcher matcher = BLOCK.matcher(text);
        List<byte[]> blocks = new ArrayList<>();
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            if (!matcher.group(1).equals(label)) {
                throw new KeyFileException("the key file " + file + " holds a " + matcher.group(1) + " where a " + label
                        + " is wanted" + advice(label));
            }
            try {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            } catch (IllegalArgumentException e) {
                throw new KeyFileException("the key file " + file + " is damaged" + advice(label), e);
            }
        }
        if (blocks.isEmpty() || end < text.length()) {
            throw new KeyFileException("the key file " + file + " does not consist of -----BEGIN " + label
                    + "----- blocks" + advice(label));
        }
        return blocks;
    }

    /** Makes a new file that its owner alone can change; never replaces one. */
    static void create(Path file, String label, byte[] content, String permissions) throws KeyFileException {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new KeyFileException(
                    "there is already a key file " + file + ": move it away, or choose another name", e);
        } catch (IOException e) {
            throw new KeyFileException("cannot write the key file " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static String text(Path file) throws KeyFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new KeyFileException("the key file " + file + " has more than " + MAX_BYTES
                        + " bytes: name a file that holds keys alone");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (KeyFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new KeyFileException("there is no key file " + file + ": make it, or correct its name", e);
        } catch (IOException e) {
            throw new KeyFileException(
                    "cannot read the key file " + file + " (" + e.getMessage() + "): is it readable for this program?",
                    e);
        }
    }

    private static String advice(String label) {
        return label.equals(PRIVATE)
                ? "; make one with: openssl genpkey -algorithm ed25519 -out FILE"
                : "; make it from the private key with: openssl pkey -in PRIVATE -pubout -out FILE";
    }
}
