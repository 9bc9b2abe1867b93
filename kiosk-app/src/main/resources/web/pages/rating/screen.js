/** What the rating tablet shows: one question at a time, four faces with their words, and how long it waits. */
import { inWords, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";

const RATINGS = [4, 3, 2, 1];

const heading = (words) => h("h1", { tabIndex: -1, ref: focusOnArrival }, words);

/** @param words of a rating; each element of the survey has a scale of its own */
const faces = (words, chosen, onChoose) =>
  h(
    "ul",
    { class: "faces" },
    RATINGS.map((value) =>
      h(
        "li",
        { key: value },
        h(
          "button",
          { class: `face face--${value}`, "data-rating": value, "aria-pressed": chosen === undefined ? undefined : String(chosen === value), onClick: () => onChoose(value) },
          h("span", { class: "face__picture", "aria-hidden": "true" }),
          h("span", { class: "face__words" }, words(value)),
        ),
      ),
    ),
  );

const idle = (view) =>
  h(
    "section",
    { key: "idle", class: "quiet" },
    h("span", { class: "face__picture quiet__face", "aria-hidden": "true" }),
    h("h1", {}, t("rating.idle")),
    h("p", {}, t("rating.idle.hint")),
    !view.linked && h("p", { class: "notice notice--warn", role: "status" }, icon("link-lost"), t("rating.offline")),
  );

/** Each step is a section of its own, so that the focus and a screen reader begin at its heading. */
const ask = (view, actions) =>
  h(
    "section",
    { key: "ask", class: "question" },
    h("p", { class: "question__for number", "data-number": view.visit.number }, t("rating.for", { number: view.visit.number })),
    heading(t("rating.ask")),
    h("p", { class: "soft" }, t("rating.anonymous")),
    faces((value) => t(`ticket.rating.${value}`), undefined, actions.rate),
    h(
      "div",
      { class: "tools" },
      h("button", { class: "button", "data-press": "full", "aria-pressed": String(view.full), onClick: actions.wantAll }, view.full && icon("check"), t("rating.full")),
      h("button", { class: "button button--quiet", "data-press": "leave", onClick: actions.leave }, t("rating.leave")),
    ),
  );

const offer = (view, actions) =>
  h(
    "section",
    { key: "offer", class: "question" },
    heading(t("rating.offer")),
    h("p", { class: "soft" }, t("rating.offer.why")),
    h(
      "div",
      { class: "tools tools--large" },
      h("button", { class: "button button--primary", "data-press": "begin", onClick: actions.begin }, t("rating.offer.yes")),
      h("button", { class: "button", "data-press": "enough", onClick: actions.enough }, t("rating.enough")),
    ),
  );

const question = (view, actions) =>
  h(
    "section",
    { key: view.step, class: "question", "data-step": view.step },
    h("p", { class: "question__for" }, t("rating.step", { n: view.step }), " · ", t(`ticket.survey.u${view.step}`)),
    heading(t(`rating.u${view.step}`)),
    faces((value) => t(`ticket.survey.u${view.step}.${value}`), view.elements[view.step - 1] ?? null, actions.answer),
    h(
      "div",
      { class: "tools" },
      h("button", { class: "button", "data-press": "back", onClick: actions.back }, icon("back"), t("rating.back")),
      h("button", { class: "button button--quiet", "data-press": "enough", onClick: actions.enough }, t("rating.enough")),
    ),
  );

const outcome = (view) => {
  if (view.said !== null) {
    return h("p", { class: "notice notice--warn" }, icon("alert"), view.said);
  }
  return h("p", { class: "thanks__words" }, t(view.sent ? "rating.thanks.kept" : view.linked ? "rating.sending" : "rating.unsent"));
};

const thanks = (view) =>
  h("section", { key: "thanks", class: "quiet", role: "status", "data-sent": String(view.sent) }, h("span", { class: "quiet__heart" }, icon("heart")), heading(t("rating.thanks")), outcome(view));

const body = (view, actions) => {
  switch (view.step) {
    case "idle":
      return idle(view);
    case "ask":
      return ask(view, actions);
    case "offer":
      return offer(view, actions);
    case "thanks":
      return thanks(view);
    default:
      return question(view, actions);
  }
};

/** How long is left, in words and as a line that grows shorter. */
const countdown = (view, actions) => {
  const sends = view.step === "offer" || typeof view.step === "number";
  return h(
    "footer",
    { class: "countdown" },
    h("progress", { max: view.of, value: view.left, "aria-hidden": "true" }),
    h("p", { role: "timer", "data-left": view.left }, t(sends ? "rating.countdown.send" : "rating.countdown", { n: view.left })),
    view.step !== "thanks" && h("button", { class: "button", "data-press": "longer", onClick: actions.longer }, icon("clock"), t("rating.longer")),
  );
};

const chooser = (view) =>
  h(
    "main",
    { class: "chooser" },
    h("h1", {}, t("rating.choose")),
    h(
      "ul",
      {},
      view.counters.map((each) =>
        h("li", { key: each.id }, h("a", { class: "button", href: `/rating?counter=${encodeURIComponent(each.id)}` }, h("strong", {}, t("rating.counter", { counter: each.label })), h("span", { class: "soft" }, each.agencyName))),
      ),
    ),
  );

export const screen = (view, actions) => {
  if (view.counters !== null) {
    return chooser(view);
  }
  return h(
    "div",
    { class: "tablet" },
    h(
      "header",
      { class: "tablet__top" },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 48, height: 48 }),
      view.tablet !== null && h("p", {}, h("strong", {}, t("rating.counter", { counter: view.tablet.counterLabel })), h("span", { class: "soft" }, inWords(view.tablet.agencyName))),
      h("button", { class: "button button--quiet", onClick: actions.speak }, t("rating.other-language")),
    ),
    h("main", { class: "tablet__main" }, body(view, actions)),
    view.step !== "idle" && countdown(view, actions),
  );
};
