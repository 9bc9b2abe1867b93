package id.mpp.hal.device;

/** Whether a device has power and is ready, in the words of UnifiedPOS. */
public enum Power {
    ONLINE,
    /** Off or unplugged; from here they look the same. */
    OFF,
    /** Powered, and not able to work now. */
    OFFLINE,
    /** The device cannot tell, or was not asked yet. */
    UNKNOWN
}
