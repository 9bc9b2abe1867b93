/** The number, very large; where its paper is; and the way to take it along without paper. */
import { band } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { checkInNote, visitPanel } from "./checkin.js";

/** Keeps a number together in the midst of a sentence. */
const UNBROKEN_HYPHEN = "\u2011";

/** How each state of the paper looks. `late`: on its way for longer than a printer needs. */
const PAPER = {
  none: { tone: "accent", icon: "phone", photo: true },
  reserved: { tone: "accent", icon: "printer", moving: true },
  sent: { tone: "accent", icon: "printer", moving: true },
  confirmed: { tone: "good", icon: "check" },
  doubt: { tone: "warn", icon: "alert", photo: true, again: true },
  late: { tone: "warn", icon: "alert", photo: true },
  failed: { tone: "warn", icon: "alert", photo: true, again: true },
};

const paperSentence = (view) => {
  const number = view.ticket.number.replace("-", UNBROKEN_HYPHEN);
  if (view.print === "failed" && view.ticket.printReason === "paper-out") {
    return t("kiosk.paper.out", { number });
  }
  return t(`kiosk.paper.${view.print}`, { number });
};

const paperState = (view, actions) => {
  const look = PAPER[view.print] ?? PAPER.late;
  return h(
    "div",
    { class: `paper paper--${look.tone}`, role: "status", "data-print": view.print },
    icon(look.icon),
    h("p", { class: "paper__words" }, paperSentence(view)),
    look.moving && h("span", { class: "waiting-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    look.again &&
      h("button", { class: "button", disabled: view.press !== null, onClick: actions.reprint }, icon("printer"), t("kiosk.print-again")),
  );
};

const place = (ticket) =>
  h(
    "dl",
    { class: "place" },
    h("div", {}, h("dt", {}, t("kiosk.ahead")), h("dd", { class: "number" }, ticket.ahead)),
    h(
      "div",
      {},
      h("dt", {}, t("kiosk.wait")),
      h("dd", { class: ticket.waitSeconds ? "number" : "place__words" }, ticket.waitSeconds ? band(ticket.waitSeconds) : t("kiosk.wait-unknown")),
    ),
  );

export function numberScreen(view, actions) {
  const { ticket, hall } = view;
  const agency = hall.agencies.find(({ id }) => id === ticket.agency);
  const service = hall.services.find(({ id }) => id === ticket.service);
  const zone = hall.zones.find(({ id }) => id === ticket.zone);
  const photo = (PAPER[view.print] ?? PAPER.late).photo;
  return h(
    "main",
    { class: `screen screen--number${photo ? " screen--photo" : ""}`, key: "number" },
    h(
      "section",
      { class: "slip" },
      h("h1", { class: "slip__title", tabIndex: -1, ref: focusOnArrival }, t("kiosk.your-number"), " ", h("span", { class: "slip__number number", "data-number": ticket.number }, ticket.number)),
      h("p", { class: "slip__agency" }, inWords(agency?.name)),
      h("p", { class: "soft" }, [inWords(zone?.name), service?.discreet ? "" : inWords(service?.name)].filter(Boolean).join(" · ")),
      checkInNote(ticket),
      ticket.priority && h("p", { class: "badge badge--accent" }, icon("check"), t("kiosk.priority.noted")),
      place(ticket),
    ),
    paperState(view, actions),
    h(
      "figure",
      { class: "follow" },
      h("img", { class: "follow__code", src: `/api/v1/tickets/${ticket.id}/qr.svg`, alt: t("kiosk.qr") }),
      h("figcaption", {}, t(photo ? "kiosk.photo" : "kiosk.follow")),
    ),
    h(
      "div",
      { class: "leave" },
      h("p", { class: "leave__countdown" }, t("kiosk.returns", { n: Math.max(0, view.secondsLeft) })),
      visitPanel(view, actions),
      h("button", { class: "button", onClick: actions.moreTime }, icon("clock"), t("kiosk.more-time")),
      h("button", { class: "button button--primary", onClick: actions.goHome }, t("kiosk.done")),
    ),
  );
}
