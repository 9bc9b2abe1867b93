package id.mpp.hal.device;

/** Whether a device has power and is ready, in the words of UnifiedPOS. */
public enum Power {
    ONLINE,
    /** Off or unplugged. The program cannot tell these apart. */
    OFF,
    /** Powered, but not able to work now. */
    OFFLINE,
    /** The device cannot say, or was not asked yet. */
    UNKNOWN
}
