/** "Why was that number called?", for every call of the day. */
import { time } from "/assets/format.js";
import { t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { labelOf, row, table } from "./watch.js";
import { callWords } from "./why.js";

const HEADS = ["number", "counter", "at", "why", "who"].map((name) => `counter.watch.call.${name}`);

const call = (view) => (made) =>
  row(
    `${made.number} ${made.calledAt}`,
    [h("span", { class: "number" }, made.number), labelOf(view, made.counter), time(made.calledAt), callWords(made), made.actor].map((content, at) => [HEADS[at], content]),
    { "data-call": made.number },
  );

const search = (view, actions) =>
  h(
    "form",
    {
      class: "search",
      role: "search",
      onSubmit: (event) => {
        event.preventDefault();
        actions.askWhy(new FormData(event.currentTarget).get("number").trim().toUpperCase());
      },
    },
    h("label", { class: "field" }, t("counter.watch.call.search"), h("input", { name: "number", maxLength: 8, autocomplete: "off", spellcheck: false, defaultValue: view.why })),
    h("button", { class: "button button--small" }, t("counter.watch.call.find")),
    view.why !== "" && h("button", { class: "button button--small", type: "button", onClick: () => actions.askWhy("") }, t("counter.watch.call.all")),
  );

const shown = (view) => {
  if (view.calls.calls.length === 0) {
    return h("p", { class: "soft", role: "status" }, view.why === "" ? t("counter.watch.no-calls") : t("counter.watch.never-called", { number: view.why }));
  }
  const more = view.calls.total - view.calls.calls.length;
  return [
    table(t("counter.watch.calls"), HEADS, view.calls.calls.map(call(view))),
    more > 0 && h("p", { class: "soft" }, t("counter.watch.call.more", { n: more })),
  ];
};

export const calls = (view, actions) =>
  view.calls !== null && h("section", { class: "list list--wide" }, h("h2", {}, t("counter.watch.calls")), search(view, actions), shown(view));
