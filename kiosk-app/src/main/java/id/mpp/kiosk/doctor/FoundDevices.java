package id.mpp.kiosk.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioSystem;

/** What this machine offers as devices, by kind: names only, nothing is opened. */
final class FoundDevices {
    /**
     * Folder below {@code /dev} and pattern; paths of ports where there are such, for they stay when a device is
     * replaced.
     */
    private static final Map<String, List<String>> PLACES = places();

    private FoundDevices() {}

    /**
     * Names by kind, in a lasting order.
     *
     * @param dev {@code /dev}
     */
    static Map<String, List<Path>> below(Path dev) throws IOException {
        Map<String, List<Path>> found = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> place : PLACES.entrySet()) {
            found.put(
                    place.getKey(),
                    list(
                            dev.resolve(place.getValue().getFirst()),
                            place.getValue().getLast()));
        }
        return found;
    }

    /** The sound cards that Java sees. */
    static List<String> soundCards() {
        return Arrays.stream(AudioSystem.getMixerInfo()).map(Object::toString).toList();
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, pattern)) {
            inside.forEach(names::add);
        } catch (NoSuchFileException e) {
            // No device of this kind was ever plugged in: there is not even a folder for it.
            return names;
        }
        names.sort(null);
        return names;
    }

    private static Map<String, List<String>> places() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("printers", List.of("usb", "lp*"));
        places.put("serial", List.of("serial/by-path", "*"));
        places.put("keyboards", List.of("input/by-path", "*-event-kbd"));
        places.put("i2c", List.of("", "i2c-*"));
        places.put("spi", List.of("", "spidev*"));
        places.put("gpio", List.of("", "gpiochip*"));
        return places;
    }
}
