/** Before the desk: who sits here, and at which counter. */
import { inWords, language, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { clockNotice } from "./clock.js";
import { journalNotice } from "./journal.js";
import { reasonWords } from "./reasons.js";
import { supervision } from "./supervisor.js";

const TONES = { closed: "plain", paused: "warn" };

const languages = (actions) =>
  h(
    "p",
    { class: "arrival__languages" },
    ["id", "en"].map((code) =>
      h(
        "button",
        { class: "button button--quiet button--small", type: "button", lang: code, "aria-pressed": String(language() === code), onClick: () => actions.speak(code) },
        t(`counter.language.${code}`),
      ),
    ),
  );

const said = (view) => h("div", { role: "alert" }, view.said && h("p", { class: `notice notice--${view.said.tone}` }, icon(view.said.tone === "good" ? "check" : "alert"), view.said.words));

const mark = (view) =>
  h(
    "div",
    { class: "arrival__hall" },
    h("img", { src: "/assets/icons/mark.svg", alt: "", width: 56, height: 56 }),
    h("div", {}, h("p", { class: "arrival__name" }, inWords(view.hall.branch.name)), h("p", { class: "soft" }, view.hall.branch.city)),
  );

export const login = (view, actions) =>
  h(
    "main",
    { class: "arrival" },
    mark(view),
    h(
      "form",
      {
        class: "arrival__card",
        onSubmit: (event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          actions.logIn(form.get("username"), form.get("password"));
        },
      },
      h("h1", {}, t("counter.login")),
      said(view),
      h("label", {}, t("counter.login.username"), h("input", { name: "username", autocomplete: "username", autocapitalize: "none", spellcheck: false, required: true, maxLength: 64, ref: focusOnArrival })),
      h("label", {}, t("counter.login.password"), h("input", { name: "password", type: "password", autocomplete: "current-password", required: true, maxLength: 128 })),
      h("button", { class: "button button--primary", disabled: view.busy !== null }, t("counter.login.enter")),
    ),
    languages(actions),
  );

const counterButton = (counter, view, actions) => {
  const agency = view.hall.agencies.find(({ id }) => id === counter.agency);
  return h(
    "li",
    { key: counter.id },
    h(
      "button",
      { class: "pick", "data-counter": counter.id, onClick: () => actions.sitAt(counter.id) },
      h("span", { class: "pick__label number" }, counter.label),
      h(
        "span",
        { class: "pick__words" },
        h("span", {}, inWords(agency?.name)),
        h("span", { class: `badge badge--${TONES[counter.state] ?? "good"}` }, t(`counter.state.${counter.state}`), counter.number && ` ${counter.number}`, counter.pauseReason && `: ${reasonWords("pause", counter.pauseReason)}`),
      ),
    ),
  );
};

/** An officer chooses a counter; for a supervisor the day and its disruptions come first. */
export const choice = (view, actions) => {
  const supervises = view.session.role !== "officer";
  return h(
    "main",
    { class: "arrival arrival--wide" },
    h("div", { class: "arrival__top" }, mark(view), languages(actions), h("button", { class: "button button--small", onClick: actions.logOut }, t("counter.log-out"))),
    h("p", { class: "soft" }, t("counter.signed-in", { name: view.session.username })),
    !view.linked && h("p", { class: "notice notice--stop", role: "status" }, icon("link-lost"), t("counter.link-lost")),
    h("div", { role: "status" }, clockNotice(view.hall.day, view.hall.clockTrusted), !supervises && journalNotice(view.hall.journal), !supervises && view.hall.writable === false && h("p", { class: "notice notice--stop", "data-limited": "" }, icon("alert"), t("counter.not-writable"))),
    said(view),
    supervises && supervision(view, actions),
    supervises ? h("h2", { class: "arrival__heading" }, t("counter.choose")) : h("h1", { tabIndex: -1, ref: focusOnArrival }, t("counter.choose")),
    h(
      "ul",
      { class: "picks" },
      view.hall.counters.filter(({ id }) => view.session.counters.includes(id)).map((counter) => counterButton(counter, view, actions)),
    ),
  );
};
