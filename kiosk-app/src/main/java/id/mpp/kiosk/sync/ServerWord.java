package id.mpp.kiosk.sync;

import id.mpp.wire.Messages.Numbers;

/**
 * Hears what a server says of the hall beyond how far it has the journal; on the thread that receives, so it must not
 * wait for long.
 */
public interface ServerWord {
    /** Says nothing to anybody. */
    ServerWord UNHEARD = new ServerWord() {
        @Override
        public void numbers(Numbers numbers) {}

        @Override
        public void forked(Fork fork) {}
    };

    /**
     * The proof that this journal is a copy of one that went on elsewhere: the server has this event of it, and we do
     * not.
     *
     * @param chain after the event, in hexadecimal
     * @param server that has it
     */
    record Fork(String installation, long seq, String chain, String server) {}

    /** The highest numbers that the server knows of, for a journal that goes on with another one. */
    void numbers(Numbers numbers);

    /** This journal cannot be gone on with. */
    void forked(Fork fork);
}
