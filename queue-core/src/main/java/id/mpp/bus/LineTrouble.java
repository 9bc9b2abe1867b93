package id.mpp.bus;

import java.util.Locale;

/**
 * What is wrong with the connection to the broker, and what an operator can do. It holds no password.
 *
 * @param url the broker's address
 * @param keys how the configuration calls the broker, {@code relay} or {@code broker}
 * @param detail what the machine said, in English; may be empty
 */
public record LineTrouble(Kind kind, String url, String keys, String detail) {
    /**
     * Its causes. Each has a sentence in English here, and others in the message files of the programs under
     * {@link #code}.
     */
    public enum Kind {
        NAME_UNKNOWN("the name in {url} is not known{detail}; correct {keys}.url, or the DNS of this machine"),
        NO_ROUTE("there is no way to {url}{detail}; look at this machine's cable, address and router"),
        NOT_LISTENING("nothing listens at {url}{detail}; start the broker there, or correct {keys}.url"),
        SILENT("{url} does not answer{detail}; look whether the broker is frozen or a firewall stands between"),
        CERTIFICATE_UNTRUSTED("the certificate of {url} is signed by no authority this machine trusts{detail}; put the"
                + " certificate of its authority into the file of {keys}.ca"),
        CERTIFICATE_OUT_OF_DATE("the certificate of {url} is not valid now{detail}; renew it at the broker, or set this"
                + " machine's clock right"),
        CERTIFICATE_OF_ANOTHER("the certificate of {url} is for another name{detail}; write the name it is for into"
                + " {keys}.url, or have one made for this name"),
        CERTIFICATE_WANTED(
                "{url} lets nobody in without a certificate{detail}; name ours in {keys}.cert and {keys}.key"),
        CERTIFICATE_REFUSED("{url} does not accept our certificate{detail}; have the file of {keys}.cert signed by an"
                + " authority the broker trusts, and renew it in time"),
        NO_TLS("{url} and this machine find no way to speak TLS{detail}; give the port that speaks TLS in {keys}.url,"
                + " or tcp:// where none does"),
        FILE_UNUSABLE("no attempt to reach {url}: {detail}"),
        LOGIN_REFUSED("{url} refuses our login{detail}; correct {keys}.user and {keys}.passwordFile, or the broker's"
                + " password file and access rules"),
        CLIENT_ID_REFUSED("{url} refuses our client id{detail}; correct {name}, or the broker's rules"),
        CLIENT_ID_TAKEN(
                "another program comes to {url} under our client id{detail}; find the other machine and give one"
                        + " of the two another {name}"),
        SUBSCRIPTION_REFUSED("{url} does not let us subscribe{detail}; allow it in the broker's access rules"),
        PUBLICATION_REFUSED("{url} does not let us publish{detail}; allow it in the broker's access rules"),
        BROKER_BUSY("{url} takes nobody now{detail}; look at the broker"),
        NOT_MQTT("{url} does not speak MQTT 5{detail}; correct {keys}.url, or use a newer broker"),
        ADDRESS_UNUSABLE("cannot use '{url}' as a broker{detail}; correct {keys}.url"),
        CLOSED("the broker at {url} closed the connection{detail}; its log says why"),
        BROKEN("the connection to {url} broke{detail}; look at the network between");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** Its name in answers and message files, such as {@code login-refused}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One sentence for logs and health pages. */
    public String sentence() {
        String told = detail.isEmpty() || kind == Kind.FILE_UNUSABLE ? detail : " (" + detail + ")";
        return kind.sentence
                .replace("{url}", url)
                .replace("{keys}", keys)
                .replace("{name}", keys.equals("broker") ? "server.id" : "node.id")
                .replace("{detail}", told);
    }

    @Override
    public String toString() {
        return sentence();
    }
}
