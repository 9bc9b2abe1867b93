package id.mpp.hal.button;

/**
 * A contact has changed.
 *
 * @param active pressed or open
 * @param found true when it was so already as the panel was opened: nobody has seen when it happened
 */
public record ContactChange(Contact contact, boolean active, boolean found) {}
