/**
 * What a visitor may set for this visit: low view, large type, strong contrast, the spoken guide, and the language. One
 * bar at the foot of every screen, within reach of a wheelchair in every view. All of it ends with the visit, so that
 * the next visitor finds the kiosk plain.
 */
import { language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const LOOKS = ["low", "large", "contrast"];
const LANGUAGES = ["id", "en"];

export const plain = () => ({ low: false, large: false, contrast: false, guide: false });

/** Whether the visitor has set anything. */
export const isPlain = (modes) => Object.values(modes).every((on) => !on);

/** Looks are classes of the page's root, because type size and ground belong to it. */
export const wear = (modes) => LOOKS.forEach((look) => document.documentElement.classList.toggle(`mode-${look}`, modes[look]));

const languageButton = (code, actions) =>
  h(
    "button",
    { class: "button mode", lang: code, "aria-pressed": String(language() === code), onClick: () => actions.speak(code) },
    t(`kiosk.language.${code}`),
  );

const modeButton = (mode, sign, view, actions) =>
  h(
    "button",
    { class: "button mode", "data-mode": mode, "aria-pressed": String(view.modes[mode]), onClick: () => actions.toggleMode(mode) },
    icon(sign),
    h("span", {}, t(mode === "guide" && view.mute ? "kiosk.mode.no-guide" : `kiosk.mode.${mode}`)),
  );

export const modesBar = (view, actions) =>
  h(
    "div",
    { class: "modes", role: "group", "aria-label": t("kiosk.modes") },
    LANGUAGES.map((code) => languageButton(code, actions)),
    modeButton("low", "low", view, actions),
    modeButton("large", "large", view, actions),
    modeButton("contrast", "contrast", view, actions),
    modeButton("guide", "sound", view, actions),
    view.modes.guide && h("button", { class: "button mode", "data-mode": "again", onClick: actions.sayAgain }, icon("again"), h("span", {}, t("kiosk.guide.again"))),
  );
