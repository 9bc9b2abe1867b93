/** What surrounds every screen of the kiosk: the hall's name, the clock, languages and the low view. */
import { date, now, zonedTime } from "/assets/format.js";
import { inWords, language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const languageButton = (code, actions) =>
  h(
    "button",
    {
      class: "button kiosk__language",
      lang: code,
      "aria-pressed": String(language() === code),
      onClick: () => actions.speak(code),
    },
    t(`kiosk.language.${code}`),
  );

const mark = (words) => h("span", { class: "badge badge--warn" }, words);

/** What is not as on every day. */
const marks = (hall) => [hall?.simulated && mark(t("kiosk.simulated")), hall?.day.hoursOverridden && mark(t("kiosk.hours-overridden"))];

export const header = (view, actions) =>
  h(
    "header",
    { class: "kiosk__header" },
    h("img", { class: "kiosk__mark", src: "/assets/icons/mark.svg", alt: "" }),
    h(
      "div",
      { class: "kiosk__hall" },
      h("p", { class: "kiosk__name" }, inWords(view.hall?.branch.name)),
      h("p", { class: "soft" }, view.hall?.branch.city, " ", marks(view.hall)),
    ),
    h("div", { class: "kiosk__clock" }, h("p", { class: "kiosk__time number" }, zonedTime(now())), h("p", { class: "soft" }, date(now()))),
    h(
      "div",
      { class: "kiosk__languages", role: "group", "aria-label": t("kiosk.languages") },
      languageButton("id", actions),
      languageButton("en", actions),
    ),
  );

export const footer = (view, actions) =>
  h(
    "footer",
    { class: "kiosk__footer" },
    h("p", { class: "soft" }, t("kiosk.no-data-asked")),
    h(
      "button",
      { class: "button", "aria-pressed": String(view.low), onClick: actions.toggleLow },
      icon("low"),
      t(view.low ? "kiosk.low-off" : "kiosk.low-on"),
    ),
  );
