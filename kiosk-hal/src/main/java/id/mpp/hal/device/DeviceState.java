package id.mpp.hal.device;

/** What a driver is doing, in the words of UnifiedPOS. */
public enum DeviceState {
    /** Not opened yet, or closed for good. */
    CLOSED,
    IDLE,
    BUSY,
    ERROR
}
