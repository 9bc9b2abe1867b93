package id.mpp.code;

/** What became of a signed code at the check. */
public sealed interface Verification {

    /** Genuine, and meant for this hall and now. */
    record Valid(Claims claims) implements Verification {}

    /** Not to be acted upon in any way; nothing it says may be believed. */
    record Refused(Reason reason) implements Verification {}

    /** Why a code is refused. */
    enum Reason {
        /** Not of the form of such a code, or a field is out of its range. */
        MALFORMED("code.malformed"),
        /** The signature is wrong, or of a key that is not known here. */
        FORGED("code.forged"),
        WRONG_BRANCH("code.wrong-branch"),
        EXPIRED("code.expired"),
        /** Its business day is still to come. */
        NOT_YET("code.not-yet"),
        /** Its business day is over. */
        WRONG_DAY("code.wrong-day"),
        /** The hall does not have its service any more. */
        UNKNOWN_SERVICE("code.unknown-service");

        private final String sentenceKey;

        Reason(String sentenceKey) {
            this.sentenceKey = sentenceKey;
        }

        /** Key of the sentence that tells it, in the message files. */
        public String sentenceKey() {
            return sentenceKey;
        }
    }

    /** A refusal for this reason. */
    static Verification refused(Reason reason) {
        return new Refused(reason);
    }
}
