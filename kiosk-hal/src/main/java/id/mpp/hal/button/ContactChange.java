package id.mpp.hal.button;

/**
 * A contact has changed.
 *
 * @param active whether it is pressed or open now
 * @param found whether it was already so when the panel was opened; then nobody saw when it happened
 */
public record ContactChange(Contact contact, boolean active, boolean found) {}
