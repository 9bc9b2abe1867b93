/** What was scanned: the visitor's ticket as it is now, or a sentence that says what to do. */
import { inWords, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";

const WAITING = "waiting";

/** People ahead are told of a ticket that waits; of any other its state. */
const place = (ticket) =>
  h("p", { class: "dialog__words" }, ticket.state === WAITING ? t("kiosk.scan.ahead", { n: ticket.ahead }) : t(`kiosk.scan.${ticket.state}`));

export const scanDialog = ({ scan }, actions) =>
  dialog(
    scan.ticket ? t("kiosk.scan.ticket", { number: scan.ticket.number }) : t("kiosk.scan.title"),
    actions.dismissScan,
    h("p", { class: "dialog__words", role: "status", "data-scan": scan.kind }, scan.said ?? inWords(scan.sentence)),
    scan.ticket && place(scan.ticket),
    scan.ticket?.returnsTo && h("p", { class: "dialog__words" }, t("kiosk.scan.returns-to", { counter: scan.ticket.returnsToLabel })),
    h("div", { class: "dialog__buttons" }, h("button", { class: "button button--primary", onClick: actions.dismissScan }, t("kiosk.scan.close", { n: scan.secondsLeft }))),
  );
