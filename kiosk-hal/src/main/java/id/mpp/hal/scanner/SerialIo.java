package id.mpp.hal.scanner;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import id.mpp.hal.device.DeviceFile;
import id.mpp.hal.device.OpeningFault;
import id.mpp.hal.device.PortLink;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner in serial or CDC mode with 8 data bits, no parity and 1 stop bit. A device that is no serial port, such as
 * a FIFO, or that jSerialComm does not recognise as one, is read as the plain device that it is, in the mode to which
 * it was set.
 */
record SerialIo(Path path, int baud) implements ScannerIo {

    private static final Logger LOG = LoggerFactory.getLogger(SerialIo.class);
    private static final int DATA_BITS = 8;

    /** The error number of Linux for "permission denied". */
    private static final int EACCES = 13;

    /** The Debian group whose members may use serial ports. */
    private static final String GROUP = "dialout";

    @Override
    public String name() {
        return "serial://" + path + "?baud=" + baud;
    }

    @Override
    public ScannerConnection open() throws IOException {
        PortLink link = new PortLink(path);
        Path device = link.resolve();
        if (!DeviceFile.isCharacterDevice(device)) {
            return FileConnection.open(path, device, GROUP);
        }
        SerialPort port;
        try {
            port = SerialPort.getCommPort(device.toString());
        } catch (SerialPortInvalidPortException e) {
            LOG.debug("{} is no serial port to jSerialComm ({}); it is read as a plain device", path, e.getMessage());
            return FileConnection.open(path, device, GROUP);
        }
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, ScannerConnection.WAIT_MILLIS_AT_MOST, 0);
        if (!port.openPort(0)) {
            if (port.getLastErrorCode() == EACCES) {
                throw new OpeningFault(
                        OpeningFault.NO_PERMISSION,
                        "no permission to use the serial port " + path + ": add the user of this program to the group "
                                + GROUP);
            }
            throw new IOException("cannot open the serial port " + path + " (error " + port.getLastErrorCode()
                    + "): does another program use it, and is the user of this program in the group " + GROUP + "?");
        }
        return new Connection(port, link, device);
    }

    private record Connection(SerialPort port, PortLink link, Path device) implements ScannerConnection {
        @Override
        public int read(byte[] buffer) {
            return port.readBytes(buffer, buffer.length);
        }

        @Override
        public boolean isStream() {
            return false;
        }

        @Override
        public boolean isThere() {
            return link.leadsTo(device);
        }

        @Override
        public void close() throws IOException {
            if (port.isOpen() && !port.closePort()) {
                throw new IOException("the serial port " + device + " did not close");
            }
        }
    }
}
