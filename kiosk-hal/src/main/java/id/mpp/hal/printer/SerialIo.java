package id.mpp.hal.printer;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import id.mpp.hal.device.DeviceFile;
import id.mpp.hal.device.OpeningFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A printer behind a serial port with 8 data bits, no parity, 1 stop bit and, where wanted, the RTS/CTS handshake. */
record SerialIo(Path path, int baud, boolean hardwareFlow) implements PrinterIo {

    private static final int DATA_BITS = 8;

    /** The error number of Linux for "permission denied". */
    private static final int EACCES = 13;

    @Override
    public String name() {
        return "serial://" + path + "?baud=" + baud;
    }

    /** At different speeds each side takes the other's bytes for noise. */
    @Override
    public String whenNotUnderstood() {
        return "the baud rate (" + baud + " is set; the printer's self-test slip tells its own) and the cable";
    }

    @Override
    public PrinterConnection open() throws IOException {
        if (!Files.exists(path)) {
            throw new OpeningFault(
                    PrinterCondition.NO_DEVICE.code(),
                    "there is no serial port " + path + ": is the adapter plugged in?");
        }
        SerialPort port = port();
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(
                hardwareFlow
                        ? SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED
                        : SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                DeviceFile.WAIT_MILLIS_AT_MOST,
                0);
        if (!port.openPort(0)) {
            throw new OpeningFault(
                    port.getLastErrorCode() == EACCES ? OpeningFault.NO_PERMISSION : PrinterCondition.NO_DEVICE.code(),
                    "cannot open the serial port " + path + " (error " + port.getLastErrorCode()
                            + "): does another program use it, and is the user of this program in the group dialout?");
        }
        return new Connection(port);
    }

    private SerialPort port() throws IOException {
        try {
            return SerialPort.getCommPort(path.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new OpeningFault(
                    PrinterCondition.NOT_A_PRINTER.code(),
                    path + " is not a serial port: correct the printer's address");
        }
    }

    /** The port is never closed during a read, and no read takes long. */
    private static final class Connection implements PrinterConnection {
        private final SerialPort port;
        private final OutputStream output;
        private volatile boolean open = true;

        Connection(SerialPort port) {
            this.port = port;
            this.output = port.getOutputStream();
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            output.write(bytes, from, count);
        }

        @Override
        public boolean hasWayBack() {
            return true;
        }

        @Override
        public synchronized int read(byte[] buffer) {
            return open ? port.readBytes(buffer, buffer.length) : -1;
        }

        @Override
        public void close() throws IOException {
            open = false;
            synchronized (this) {
                if (port.isOpen() && !port.closePort()) {
                    throw new IOException("the serial port " + port.getSystemPortPath() + " did not close");
                }
            }
        }
    }
}
