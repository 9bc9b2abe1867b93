package id.mpp.hal.lights;

/** The lamps of the tower, with the colours that IEC 60073 gives to normal, warning and danger. */
public enum Lamp {
    GREEN,
    YELLOW,
    RED
}
