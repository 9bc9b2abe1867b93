package id.mpp.code;

import id.mpp.code.ScannedCode.Reason;
import id.mpp.code.ScannedCode.Reference;
import id.mpp.code.ScannedCode.Refused;
import id.mpp.code.ScannedCode.Signed;
import id.mpp.code.ScannedCode.Ticket;
import id.mpp.queue.TicketId;
import java.util.regex.Pattern;

/** Says what a scanned text is: the door behind every scanner. Immutable. */
public final class CodeClassifier {
    /** The longest reference of another system; no receipt number is near it. */
    static final int MAX_REFERENCE = 64;

    /** The shortest; fewer characters are a slip of some keyboard. */
    static final int MIN_REFERENCE = 4;

    private static final Pattern SIGNED = Pattern.compile("MPP1:[0-9A-Z $%*+\\-./:]{149}");
    private static final Pattern TICKET_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    /** Letters and digits, in groups joined by single hyphens or slashes: no address, no command. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9]++(?:[-/][A-Za-z0-9]++)*+");

    private static final Pattern IDENTITY = Pattern.compile("[0-9]{16}");

    private final String ticketPrefix;

    /** @param publicUrl the base of the addresses on this hall's tickets; a slash at its end does not matter */
    public CodeClassifier(String publicUrl) {
        this.ticketPrefix =
                (publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl) + "/t/";
    }

    /** What this text is; never an exception, whatever the text. */
    public ScannedCode classify(String text) {
        if (text.startsWith(ticketPrefix)) {
            String id = text.substring(ticketPrefix.length());
            return TICKET_ID.matcher(id).matches() ? new Ticket(new TicketId(id)) : new Refused(Reason.MALFORMED);
        }
        if (text.startsWith(CodeLayout.PREFIX)) {
            return SIGNED.matcher(text).matches() ? new Signed(text) : new Refused(Reason.MALFORMED);
        }
        if (IDENTITY.matcher(text).matches()) {
            return new Refused(Reason.IDENTITY_NUMBER);
        }
        boolean reference = text.length() >= MIN_REFERENCE
                && text.length() <= MAX_REFERENCE
                && REFERENCE.matcher(text).matches();
        return reference ? new Reference(text) : new Refused(Reason.UNKNOWN);
    }
}
