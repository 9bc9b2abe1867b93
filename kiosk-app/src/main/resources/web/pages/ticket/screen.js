/** The phone's one screen. */
import { band, now, time, zonedTime } from "/assets/format.js";
import { inWords, language, t } from "/assets/i18n.js";
import { dialog, h, icon } from "/assets/view.js";
import { survey } from "./survey.js";

/** So few ahead that it is time to be near. */
const NEAR = 3;
const COME_BACK_FROM_SECONDS = 1200;
const BE_EARLY_SECONDS = 300;
const CAN_LEAVE = new Set(["waiting", "parked", "no-show"]);

export const isNear = (ticket) => ticket.state === "waiting" && ticket.ahead <= NEAR;

/**
 * Few ahead may still mean a long wait, where a counter serves other lines too: then nobody is told that it is soon.
 */
const isLong = (ticket) => ticket.waitSeconds?.p50 >= COME_BACK_FROM_SECONDS;

const near = (view, ticket) =>
  isNear(ticket) &&
  h(
    "p",
    { class: "notice notice--good", "data-near": ticket.ahead },
    icon("bell"),
    h("span", {}, ticket.ahead === 0 ? t("ticket.near.next") : t("ticket.near", { n: ticket.ahead }), " ", ticket.waitSeconds && !isLong(ticket) && t("ticket.soon", { zone: inWords(view.hall?.zone?.name) })),
  );

const comeBack = (ticket) =>
  isLong(ticket) &&
  h("p", { class: "notice" }, icon("clock"), t("ticket.come-back", { time: zonedTime(now() + (ticket.waitSeconds.p50 - BE_EARLY_SECONDS) * 1000) }));

const waiting = (view) => {
  const { ticket } = view;
  return h(
    "div",
    { class: "state" },
    h(
      "dl",
      { class: "place" },
      h("div", {}, h("dt", {}, t("ticket.ahead")), h("dd", { class: "number place__ahead" }, ticket.ahead)),
      h("div", {}, h("dt", {}, t("ticket.wait")), h("dd", { class: ticket.waitSeconds ? "number place__band" : "" }, ticket.waitSeconds ? band(ticket.waitSeconds) : t("ticket.wait-unknown"))),
    ),
    near(view, ticket),
    comeBack(ticket),
  );
};

const called = (view) =>
  h(
    "div",
    { class: "state state--called", role: "alert" },
    h("p", { class: "state__go" }, t("ticket.go")),
    h("p", { class: "state__counter" }, t("ticket.counter"), " ", h("strong", { class: "number", "data-counter": view.ticket.counter }, view.ticket.counterLabel)),
    h("p", {}, inWords(view.hall?.zone?.name), view.ticket.recalls > 0 && ` · ${t("ticket.recall", { n: view.ticket.recalls + 1 })}`),
  );

const TONES = { serving: "good", parked: "warn", "no-show": "warn", finished: "good", cancelled: "plain", expired: "plain" };

const plain = (view) =>
  h(
    "div",
    { class: `state state--${TONES[view.ticket.state]}` },
    h("p", { class: "state__words" }, t(`ticket.state.${view.ticket.state}`, { counter: view.ticket.counterLabel ?? "" })),
    h("p", {}, t(`ticket.next.${view.ticket.state}`)),
  );

const stateOf = (view) => {
  switch (view.ticket.state) {
    case "waiting":
      return waiting(view);
    case "called":
      return called(view);
    default:
      return plain(view);
  }
};

/** To which counter the ticket goes back, or has come back. */
const way = ({ returnsToLabel, returnedToLabel }) =>
  returnsToLabel
    ? h("p", { class: "notice", "data-way": "returns" }, icon("back"), t("ticket.returns-to", { counter: returnsToLabel }))
    : returnedToLabel && h("p", { class: "notice", "data-way": "returned" }, icon("back"), t("ticket.returned-to", { counter: returnedToLabel }));

/** The other numbers of the visit; one that is called now stands out. */
const visit = (view) =>
  view.ticket.visitTickets &&
  h(
    "section",
    { class: "visit" },
    h("h2", {}, t("ticket.visit")),
    h(
      "ul",
      {},
      view.ticket.visitTickets.map((other) =>
        h(
          "li",
          { key: other.id, "data-state": other.state },
          h("a", { href: `/t/${other.id}` }, h("strong", { class: "number" }, other.number), " ", inWords(view.hall?.agencies?.[other.agency])),
          h("span", {}, t(`ticket.visit.${other.state}`, { counter: other.counterLabel ?? "" })),
        ),
      ),
    ),
  );

const card = (view) => {
  const { ticket, hall } = view;
  return h(
    "section",
    { class: "stub", "data-state": ticket.state },
    h("h1", {}, h("span", { class: "stub__label" }, t("ticket.heading")), " ", h("span", { class: "stub__number number", "data-number": ticket.number }, ticket.number)),
    h("p", { class: "stub__agency" }, inWords(hall?.agency?.name)),
    h("p", { class: "soft" }, [inWords(hall?.zone?.name), hall?.service?.discreet ? "" : inWords(hall?.service?.name)].filter(Boolean).join(" · ")),
    ticket.checkIn === "late" && h("p", { class: "notice notice--warn" }, icon("clock"), t("ticket.checked-in-late")),
    h("div", { "aria-live": "polite" }, stateOf(view), way(ticket)),
  );
};

const tools = (view, actions) =>
  h(
    "div",
    { class: "tools" },
    ["waiting", "called"].includes(view.ticket.state) &&
      h("button", { class: "button", "aria-pressed": String(view.bell), onClick: actions.toggleBell }, icon("bell"), t(view.bell ? "ticket.bell-on" : "ticket.bell-off")),
    view.bell && h("p", { class: "soft tools__hint" }, t("ticket.bell.keep-open")),
    CAN_LEAVE.has(view.ticket.state) && h("button", { class: "button button--stop", disabled: view.busy, onClick: actions.askToLeave }, t("ticket.leave")),
  );

const leaving = (view, actions) =>
  dialog(
    t("ticket.leave.ask", { number: view.ticket.number }),
    actions.stay,
    h("p", {}, t("ticket.leave.why")),
    h(
      "div",
      { class: "dialog__buttons" },
      h("button", { class: "button", onClick: actions.stay, disabled: view.busy }, t("ticket.leave.stay")),
      h("button", { class: "button button--stop", "data-confirm": "leave", onClick: actions.leave, disabled: view.busy }, t("ticket.leave.go")),
    ),
  );

const link = (view) => {
  if (view.unknown || view.seenAt === null) {
    return null;
  }
  return view.linked
    ? h("p", { class: "soft" }, t("ticket.updated", { time: time(view.seenAt) }))
    : h("p", { class: "notice notice--warn", role: "status" }, icon("link-lost"), t("ticket.offline", { time: time(view.seenAt) }));
};

const body = (view, actions) => {
  if (view.unknown) {
    return h("section", { class: "stub" }, h("h1", {}, t("ticket.unknown")), h("p", {}, t("ticket.unknown.next")));
  }
  if (view.ticket === null) {
    return h("section", { class: "stub", "aria-busy": "true" }, h("h1", {}, t("ticket.heading")), h("p", {}, t(view.linked ? "ticket.loading" : "ticket.no-network")));
  }
  return [card(view), visit(view), view.ticket.state === "finished" && survey(view, actions), view.said && h("p", { class: "notice notice--stop", role: "alert" }, icon("alert"), view.said), tools(view, actions)];
};

export const screen = (view, actions) =>
  h(
    "div",
    { class: "phone" },
    h(
      "header",
      { class: "phone__top" },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 36, height: 36 }),
      h("p", { class: "phone__hall" }, inWords(view.hall?.branch.name)),
      h("button", { class: "button button--quiet button--small", onClick: () => actions.speak(language() === "id" ? "en" : "id") }, t("ticket.other-language")),
    ),
    h("main", { class: "phone__main" }, body(view, actions)),
    h("footer", { class: "phone__foot" }, link(view), h("p", { class: "soft" }, t("ticket.complaints"))),
    view.leaving && leaving(view, actions),
  );
