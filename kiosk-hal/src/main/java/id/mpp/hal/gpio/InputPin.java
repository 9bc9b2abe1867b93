package id.mpp.hal.gpio;

import java.io.Closeable;
import java.io.IOException;

/** An open input. */
public interface InputPin extends Closeable {
    /** The level now. */
    boolean isHigh() throws IOException;
}
