package id.mpp.hal.scanner;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A camera behind a program that writes MJPEG to its standard output, as {@code rpicam-vid} and {@code ffmpeg} do. Each
 * opening starts the program, closing ends it.
 */
record CameraIo(List<String> command) implements ScannerIo {

    private static final File NO_INPUT = new File("/dev/null");

    @Override
    public String name() {
        return "camera:" + String.join(" ", command);
    }

    @Override
    public ScannerConnection open() throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(NO_INPUT))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Connection(process, process.getInputStream(), command.getFirst());
        } catch (IOException e) {
            throw new IOException(
                    "cannot start the camera program " + command.getFirst() + " (" + e.getMessage()
                            + "): is it installed?",
                    e);
        }
    }

    private record Connection(Process process, InputStream pictures, String program) implements ScannerConnection {
        @Override
        public int read(byte[] buffer) throws IOException {
            int count = pictures.read(buffer);
            if (count < 0) {
                throw new IOException("the camera program " + program + " has ended" + exit()
                        + ": run its command by hand to see why");
            }
            return count;
        }

        @Override
        public boolean isStream() {
            return true;
        }

        @Override
        public boolean isThere() {
            return true;
        }

        /** First of all ends the program, by force: one that hangs in a camera does not react to a request. */
        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            pictures.close();
        }

        private String exit() {
            return process.isAlive() ? "" : " with status " + process.exitValue();
        }
    }
}
