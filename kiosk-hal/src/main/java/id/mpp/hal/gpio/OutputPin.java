package id.mpp.hal.gpio;

import java.io.Closeable;
import java.io.IOException;

/** An open output. */
public interface OutputPin extends Closeable {
    void setHigh(boolean high) throws IOException;
}
