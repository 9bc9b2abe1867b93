/**
 * What can be done now, and with which key. Keys are one letter or F2; the letters can be switched off (WCAG 2.1.4).
 */
import { t } from "/assets/i18n.js";
import { focusOnArrival, h } from "/assets/view.js";

const MAIN_KEY = "F2";

/** The one large button, by the state of the counter. */
const MAIN = { closed: "open", open: "call-next", paused: "resume", called: "start", serving: "finish" };

/** The others: in which states they are offered, their key, and whether they ask first. */
const OTHERS = [
  { what: "recall", key: "u", states: ["called"] },
  { what: "no-show", key: "h", states: ["called"] },
  { what: "park", key: "t", states: ["called", "serving"], asks: true },
  { what: "transfer", key: "a", states: ["called", "serving"], asks: true },
  { what: "pause", key: "j", states: ["open"], asks: true },
  { what: "note", key: "c", states: ["called", "serving"], asks: true },
  { what: "disrupt", key: "g", states: ["open", "paused", "called", "serving"], asks: true, unless: (view) => view.desk.disruption },
  { what: "request-closure", key: "p", states: ["open", "called", "serving"], asks: true, unless: (view) => view.desk.counter.closure },
  { what: "close", key: "x", states: ["open", "paused"], asks: true },
];
const UNDO_KEY = "z";

const recalls = (view) => view.desk.ticket?.recalls ?? 0;
const possible = (view, { what }) => what !== "recall" || recalls(view) < view.desk.recallLimit;
const run = (view, actions, { what, asks }) => () => (asks ? actions.ask({ what }) : actions.press(what));
const offered = (view) => OTHERS.filter(({ states, unless }) => states.includes(view.desk.counter.state) && !unless?.(view));
const keyCap = (key) => h("kbd", { "aria-hidden": "true" }, key.toUpperCase());

/** What a key means now, or nothing. */
export function shortcutOf(view, actions, key) {
  if (key === MAIN_KEY) {
    return () => actions.press(MAIN[view.desk.counter.state]);
  }
  if (!view.shortcuts) {
    return undefined;
  }
  const letter = key.toLowerCase();
  if (letter === UNDO_KEY && view.desk.undo) {
    return () => actions.press("undo");
  }
  const other = offered(view).find((candidate) => candidate.key === letter && possible(view, candidate));
  return other && run(view, actions, other);
}

export function mainButton(view, actions) {
  const what = MAIN[view.desk.counter.state];
  const waits = view.desk.waitingTotal;
  return h(
    "button",
    {
      class: `button button--primary main-button main-button--${what}`,
      "data-press": what,
      "aria-keyshortcuts": MAIN_KEY,
      // Not `disabled`, which would take the focus away from whoever works by keyboard; a press while busy does
      // nothing.
      "aria-disabled": view.busy === null ? undefined : "true",
      ref: focusOnArrival,
      onClick: () => actions.press(what),
    },
    h("span", { class: "main-button__words" }, t(`counter.do.${what}`)),
    h("span", { class: "main-button__hint" }, what === "call-next" ? t("counter.wait-count", { n: waits }) : t(`counter.hint.${what}`)),
    keyCap(MAIN_KEY),
  );
}

const words = (view, what) => (what === "recall" ? t("counter.do.recall", { n: Math.min(recalls(view) + 1, view.desk.recallLimit), of: view.desk.recallLimit }) : t(`counter.do.${what}`));

export const otherButtons = (view, actions) =>
  h(
    "div",
    { class: "others", role: "group", "aria-label": t("counter.more") },
    offered(view).map((other) =>
      h(
        "button",
        {
          key: other.what,
          class: `button${other.what === "close" || other.what === "no-show" ? " button--stop" : ""}`,
          "data-press": other.what,
          "aria-keyshortcuts": view.shortcuts ? other.key : undefined,
          disabled: view.busy !== null || !possible(view, other),
          onClick: run(view, actions, other),
        },
        words(view, other.what),
        view.shortcuts && keyCap(other.key),
      ),
    ),
    view.desk.undo &&
      h(
        "button",
        { key: "undo", class: "button button--quiet", "data-press": "undo", "aria-keyshortcuts": view.shortcuts ? UNDO_KEY : undefined, disabled: view.busy !== null, onClick: () => actions.press("undo") },
        t("counter.do.undo", { what: t(`counter.undo.${view.desk.undo.what}`), number: view.desk.undo.number }),
        view.shortcuts && keyCap(UNDO_KEY),
      ),
  );
