/** The desk: who is here now and for how long, the one large button, and who waits. */
import { minutes, now, stopwatch, time } from "/assets/format.js";
import { inWords, language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { alerts } from "./alerts.js";
import { mainButton, otherButtons } from "./buttons.js";
import { lists } from "./lists.js";
import { reasonWords } from "./reasons.js";

const NEARLY = 0.8;
const AT_A_COUNTER = new Set(["called", "serving"]);

const serviceOf = (view, id) => view.hall.services.find((service) => service.id === id);

const header = (view, actions) => {
  const { counter } = view.desk;
  const agency = view.hall.agencies.find(({ id }) => id === counter.agency);
  return h(
    "header",
    { class: "bar" },
    h("p", { class: "bar__counter" }, t("counter.counter"), " ", h("strong", { class: "number" }, counter.label)),
    h("p", { class: "bar__agency" }, inWords(agency?.name)),
    h("p", { class: "bar__state", role: "status" }, h("span", { class: `badge badge--${counter.state === "closed" || counter.state === "paused" ? "warn" : "good"}` }, t(`counter.state.${counter.state}`))),
    counter.closure && h("p", { class: "badge badge--warn", role: "status" }, t(counter.closure.approved ? "counter.closure.approved" : "counter.closure.requested")),
    !view.linked && h("p", { class: "badge badge--stop", role: "status" }, icon("link-lost"), t("counter.link-lost")),
    h("p", { class: "bar__served" }, t("counter.served-today", { n: view.desk.servedToday })),
    h(
      "div",
      { class: "bar__tools" },
      h("button", { class: "button button--quiet button--small bar__keys", "aria-pressed": String(view.shortcuts), onClick: actions.toggleShortcuts }, t("counter.shortcuts")),
      h("button", { class: "button button--quiet button--small", onClick: () => actions.speak(language() === "id" ? "en" : "id") }, t("counter.language.other")),
      h("button", { class: "button button--quiet button--small", onClick: actions.leave }, t("counter.change")),
      h("button", { class: "button button--quiet button--small", onClick: actions.logOut }, t("counter.log-out")),
    ),
  );
};

/** Time that runs, against the promise; the words say what the colour says. */
const timer = (view, ticket) => {
  const serving = ticket.state === "serving";
  const seconds = (now() - Date.parse(serving ? (ticket.startedAt ?? ticket.calledAt) : ticket.calledAt)) / 1000;
  const promise = serving ? serviceOf(view, ticket.service)?.targetSeconds : undefined;
  const share = promise ? seconds / promise : 0;
  const mood = share > 1 ? "over" : share > NEARLY ? "nearly" : "calm";
  return h(
    "div",
    { class: `timer timer--${promise ? mood : "plain"}` },
    h("p", { class: "timer__label" }, t(serving ? "counter.serving-for" : "counter.called-for")),
    h("p", { class: "timer__time number", role: "timer" }, stopwatch(seconds)),
    promise && h("progress", { class: "timer__bar", max: 100, value: Math.min(100, share * 100), "aria-label": t("counter.promise", { promise: minutes(promise) }) }),
    promise && h("p", { class: "timer__words" }, t(`counter.promise.${mood}`), " · ", t("counter.promise", { promise: minutes(promise) })),
  );
};

const nobody = (view) =>
  h(
    "div",
    { class: "card__nobody" },
    h("h1", {}, t(`counter.nobody.${view.desk.counter.state}`)),
    view.desk.counter.state === "paused" && view.desk.counter.pauseReason && h("p", { class: "soft" }, reasonWords("pause", view.desk.counter.pauseReason)),
  );

const somebody = (view, ticket) => {
  const service = serviceOf(view, ticket.service);
  return h(
    "div",
    { class: "card__ticket" },
    h("h1", { class: "card__number number", "data-number": ticket.number }, ticket.number),
    h(
      "div",
      { class: "card__facts" },
      h("p", { class: "card__service" }, inWords(service?.name)),
      h("p", {}, ticket.priority && h("span", { class: "badge badge--accent" }, t("counter.priority")), ticket.checkIn && h("span", { class: "badge badge--accent" }, t(`counter.booked.${ticket.checkIn}`)), " ", h("span", { class: "badge" }, t(`counter.speaks.${ticket.language}`))),
      view.desk.note && h("p", { class: "notice" }, icon("hand"), `${t("counter.note")}: ${view.desk.note}`),
      ticket.visitTickets?.filter(({ state }) => AT_A_COUNTER.has(state)).map((other) => h("p", { class: "notice notice--warn", "data-elsewhere": other.number }, icon("people"), t("counter.visit", { number: other.number, state: t(`ticket.visit.${other.state}`, { counter: other.counterLabel ?? "" }) }))),
      ticket.returnsTo && h("p", { "data-way": "returns" }, icon("back"), " ", t("counter.returns-to", { counter: ticket.returnsToLabel })),
      h("p", { class: "soft" }, t("counter.taken-at", { time: time(ticket.issuedAt) })),
      service?.requirements.length > 0 && h("p", { class: "soft" }, t("counter.check"), " ", service.requirements.map(inWords).join(" · ")),
    ),
    timer(view, ticket),
  );
};

const said = (view) =>
  h("div", { class: "said", role: "status", "aria-live": "assertive" }, view.said && h("p", { class: `notice notice--${view.said.tone}` }, icon(view.said.tone === "stop" ? "alert" : "check"), view.said.words));

export const desk = (view, actions) => {
  if (view.desk === null) {
    return h("main", { class: "desk-wait", "aria-busy": "true" }, h("p", {}, t(view.linked ? "counter.loading" : "counter.link-lost")));
  }
  const { ticket } = view.desk;
  return [
    header(view, actions),
    alerts(view, actions),
    h(
      "main",
      { class: "desk" },
      h("section", { class: "card", "aria-label": t("counter.now") }, ticket ? somebody(view, ticket) : nobody(view), said(view), mainButton(view, actions), otherButtons(view, actions)),
      lists(view, actions),
    ),
  ];
};
