package id.mpp.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.file.PrivateFile;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code credentials.json}: the first passwords of both programs, {@code {"kiosk":[…],"server":[…]}}, mode 0600. Both
 * programs may write their part at the same time; a lock beside the file keeps them apart.
 */
public final class CredentialsFile {
    private CredentialsFile() {}

    /**
     * Puts one program's passwords into the file and leaves the other's as they are.
     *
     * @param program {@code kiosk} or {@code server}
     */
    public static void put(Path file, String program, List<Credential> credentials) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder");
        Files.createDirectories(folder);
        Path lock = folder.resolve("." + file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("the lock on " + lock + " was lost");
            }
            JsonNode old = Files.exists(file) ? read(file) : null;
            ObjectNode all =
                    old instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
            all.set(program, Json.mapper().valueToTree(credentials));
            PrivateFile.replace(
                    file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        }
    }

    /** A damaged file is kept beside the new one: its passwords may still be readable to a person. */
    private static @Nullable JsonNode read(Path file) throws IOException {
        try {
            return Json.mapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            return null;
        }
    }
}
