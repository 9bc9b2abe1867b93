package id.mpp.file;

/**
 * Something wrong with a file, for the people who can mend it.
 *
 * @param file its name with its folder
 * @param line 0 where there is none
 * @param field empty where there is none
 * @param value what stands there; empty where that says nothing
 * @param what in one sentence
 * @param serves what is used meanwhile
 */
public record FileTrouble(String file, long line, String field, String value, String what, Serves serves) {
    /** What is used while a file is wrong. */
    public enum Serves {
        /** What this file held when it was last right. */
        LAST_GOOD("last-good"),
        /** All of the file but the wrong entries. */
        GOOD_ROWS("good-rows"),
        /** What comes with the program, or nothing. */
        BUILT_IN("built-in"),
        /** A new one that was made in its place. */
        NEW("new");

        private final String word;

        Serves(String word) {
            this.word = word;
        }

        /** As in the interface. */
        public String word() {
            return word;
        }
    }
}
