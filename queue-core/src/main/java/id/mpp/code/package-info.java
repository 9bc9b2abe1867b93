/**
 * Signed codes ({@code MPP1:…}) and the reading of whatever a scanner delivers. A server signs a booking or a ticket
 * with a private key ({@link id.mpp.code.CodeSigner}); a kiosk checks it offline with public keys
 * ({@link id.mpp.code.CodeVerifier}). {@link id.mpp.code.CodeClassifier} is the door: what has none of the known forms
 * goes no further. Depends on the JDK and {@code id.mpp.queue}.
 */
@NullMarked
package id.mpp.code;

import org.jspecify.annotations.NullMarked;
