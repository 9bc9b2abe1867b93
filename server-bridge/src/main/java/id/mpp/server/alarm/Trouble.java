package id.mpp.server.alarm;

/**
 * Something that went wrong. Kind, branch and subject say which alarm it is: the same three stand for the same alarm.
 *
 * @param branch the hall; empty where nobody can say which
 * @param node the kiosk; empty where it concerns none
 * @param installation the journal; empty where it concerns none
 * @param seq the event of that journal; 0 where it concerns none
 * @param subject what it is about, such as a node or an event
 * @param detail a sentence for whoever looks at it
 */
public record Trouble(
        AlarmKind kind, String branch, String node, String installation, long seq, String subject, String detail) {
    /** The most characters of a detail. Details quote what came from outside, and this much of it is enough. */
    public static final int MAX_DETAIL = 500;

    private static final int MAX_WORD = 100;

    public Trouble {
        branch = clip(branch, MAX_WORD);
        node = clip(node, MAX_WORD);
        installation = clip(installation, MAX_WORD);
        subject = clip(subject, 2 * MAX_WORD);
        detail = clip(detail, MAX_DETAIL);
    }

    /** Something about a hall and whatever {@code subject} names in it. */
    public static Trouble of(AlarmKind kind, String branch, String subject, String detail) {
        return new Trouble(kind, branch, "", "", 0, subject, detail);
    }

    /** Something about a kiosk; its subject is the node. */
    public static Trouble ofNode(AlarmKind kind, String branch, String node, String detail) {
        return new Trouble(kind, branch, node, "", 0, node, detail);
    }

    /** Something about a journal; its subject is the installation. */
    public static Trouble ofJournal(AlarmKind kind, String branch, String node, String installation, String detail) {
        return new Trouble(kind, branch, node, installation, 0, installation, detail);
    }

    /** Something about one event; its subject is {@link #event}. */
    public static Trouble ofEvent(
            AlarmKind kind, String branch, String node, String installation, long seq, String detail) {
        return new Trouble(kind, branch, node, installation, seq, event(installation, seq), detail);
    }

    /** The subject of an alarm about an event. */
    public static String event(String installation, long seq) {
        return installation + "/" + seq;
    }

    private static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
