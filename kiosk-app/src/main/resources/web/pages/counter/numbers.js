/** Where every number of the day went: the states add up to what was issued, and each number has its own line. */
import { time } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { labelOf, row, table } from "./watch.js";

const STATES = ["waiting", "called", "serving", "parked", "finished", "no-show", "cancelled", "expired"];
const OPEN = ["waiting", "called", "serving", "parked"];
const HEADS = ["number", "service", "end", "at"].map((name) => `counter.numbers.head.${name}`);
const MOST_SHOWN = 300;
const MOST_NAMED = 12;

/** `37 = 30 selesai + 3 tidak hadir + …`; what has no end yet stands last. */
export const sum = (counts) => {
  const open = OPEN.reduce((total, state) => total + counts[state], 0);
  return t("counter.numbers.sum", { issued: counts.issued, finished: counts.finished, absent: counts["no-show"], cancelled: counts.cancelled, expired: counts.expired, open });
};

const few = (numbers) => (numbers.length > MOST_NAMED ? `${numbers.slice(0, MOST_NAMED).join(", ")}, ${t("counter.waiting.more", { n: numbers.length - MOST_NAMED })}` : numbers.join(", "));

/** Before the day is closed: what would end with it. */
export const withoutEnd = (view) =>
  view.watch.withoutEnd.length > 0 &&
  OPEN.map((state) => [state, view.watch.withoutEnd.filter((ticket) => ticket.state === state).map((ticket) => ticket.number)])
    .filter(([, numbers]) => numbers.length > 0)
    .map(([state, numbers]) => h("p", { key: state, class: "soft" }, h("strong", {}, t(`counter.watch.state.${state}`)), ": ", few(numbers)));

const endWords = (view, ticket) => {
  const counter = ticket.counter === undefined ? "" : labelOf(view, ticket.counter);
  const words = [t(`counter.numbers.end.${ticket.end}`, { counter, n: ticket.calls })];
  if (["failed", "doubt"].includes(ticket.print)) {
    words.push(t(`counter.numbers.print.${ticket.print}`));
  }
  return words.join(" ");
};

const line = (view) => (ticket) =>
  row(
    ticket.number,
    [
      h("span", { class: "number" }, ticket.number),
      inWords(view.hall.services.find(({ id }) => id === ticket.service)?.name),
      endWords(view, ticket),
      t("counter.numbers.times", { issued: time(ticket.issuedAt), at: ticket.at === undefined ? "…" : time(ticket.at) }),
    ].map((content, at) => [HEADS[at], content]),
    { "data-number": ticket.number, "data-end": ticket.end },
  );

const verdict = ({ prefixes }) => {
  const missing = prefixes.flatMap((prefix) => prefix.missing);
  const notEntered = prefixes.flatMap((prefix) => prefix.notEntered);
  return [
    missing.length > 0 && h("p", { class: "notice notice--stop", role: "alert" }, icon("alert"), t("counter.numbers.missing", { numbers: few(missing) })),
    notEntered.length > 0 && h("p", { class: "notice notice--warn" }, icon("hand"), t("counter.numbers.not-entered", { numbers: few(notEntered) })),
    missing.length === 0 && h("p", { class: "notice notice--good", "data-verdict": "explained" }, icon("check"), t("counter.numbers.explained")),
  ];
};

const each = (view) => [
  verdict(view.numbers),
  view.numbers.tickets.length > 0 && table(t("counter.numbers.each"), HEADS, view.numbers.tickets.slice(0, MOST_SHOWN).map(line(view))),
  view.numbers.tickets.length > MOST_SHOWN && h("p", { class: "soft" }, t("counter.waiting.more", { n: view.numbers.tickets.length - MOST_SHOWN })),
];

export const numbers = (view, actions) =>
  h(
    "section",
    { class: "list list--wide" },
    h("h2", {}, t("counter.watch.numbers", { n: view.watch.numbers.issued })),
    h("dl", { class: "numbers" }, STATES.map((state) => h("div", { key: state }, h("dt", {}, t(`counter.watch.state.${state}`)), h("dd", { class: "number" }, view.watch.numbers[state])))),
    h("p", { "data-sum": "" }, sum(view.watch.numbers)),
    h("p", {}, h("button", { class: "button button--small", "data-act": "reconcile", "aria-expanded": String(view.numbers !== null), onClick: actions.reconcile }, t(view.numbers === null ? "counter.numbers.show" : "counter.numbers.hide"))),
    view.numbers !== null && each(view),
  );
