package id.mpp.code;

import id.mpp.queue.TicketId;

/**
 * What a scanned text is, as {@link CodeClassifier} found. A text that has exactly one of the known forms becomes a
 * value; anything else is refused, and its words go nowhere: they are not opened, typed, shown or logged.
 */
public sealed interface ScannedCode {

    /** The QR code of a printed ticket of this system. */
    record Ticket(TicketId id) implements ScannedCode {}

    /** Has the form of a signed code; {@link CodeVerifier} says what it is worth. */
    record Signed(String text) implements ScannedCode {}

    /** The number of a booking or receipt of another system. A key to look up, nothing more. */
    record Reference(String text) implements ScannedCode {}

    /** None of the known forms. */
    record Refused(Reason reason) implements ScannedCode {}

    /** Why a text is none of ours. */
    enum Reason {
        /** An address of somewhere else, a sentence, a program, anything. */
        UNKNOWN("code.unknown"),
        /** Begins as a code of ours and does not go on as one. */
        MALFORMED("code.malformed"),
        /** Sixteen digits are a citizen's identity or family card number, which this system does not take. */
        IDENTITY_NUMBER("code.identity-number");

        private final String sentenceKey;

        Reason(String sentenceKey) {
            this.sentenceKey = sentenceKey;
        }

        /** Key of the sentence that tells it, in the message files. */
        public String sentenceKey() {
            return sentenceKey;
        }
    }
}
