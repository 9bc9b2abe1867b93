package id.mpp.web;

/** A piece of a sentence that depends on the language, such as a time of day. */
@FunctionalInterface
public interface Phrase {
    /** @param language a code such as {@code id} */
    String in(String language);
}
