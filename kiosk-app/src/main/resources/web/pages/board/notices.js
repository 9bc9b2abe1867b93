/**
 * The hall's own texts and pictures. Text runs through the last line of the board; where motion is not wanted
 * (`?motion=steps`, or the browser says so) it stands still and is changed line by line. A button holds both, for
 * whoever cannot read moving text.
 */
import { get } from "/assets/api.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const AGAIN_MILLIS = 60_000;
const TURN_MILLIS = 10_000;
/** Of the board's width in a second; a line of 40 letters is in sight for some twelve seconds. */
const SPEED_REM = 8;
const BOARD_REM = 96;
const LETTER_REM = 1;
const GAP = " · ";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether texts stand still. */
const inSteps = () => still.matches || new URLSearchParams(location.search).get("motion") === "steps";

/**
 * Learns the notices now and again every minute, and turns pages; keeps what it knows while the hall cannot be reached.
 */
export function watchNotices(state, change) {
  const learn = async () => {
    try {
      change({ notices: await get("/api/v1/board/notices") });
    } catch (unreachable) {
      console.warn("the notices stay as they are", unreachable);
    }
  };
  learn();
  setInterval(learn, AGAIN_MILLIS);
  setInterval(() => state.held || change({ turn: state.turn + 1 }), TURN_MILLIS);
  still.addEventListener("change", () => change({}));
}

/** The lines in the language of the board. */
export const linesOf = (view) => inWords(view.notices.texts) || [];

/** All of them are there, so that none is missing when the link is lost; one is seen. */
export const pictures = (view) => {
  const names = view.notices.pictures;
  return (
    names.length > 0 &&
    h(
      "div",
      { class: "pictures" },
      names.map((name, at) => h("img", { key: name, class: at === view.turn % names.length ? "here" : "", src: `/api/v1/board/pictures/${name}`, alt: "" })),
    )
  );
};

const running = (lines, held) => {
  const text = lines.join(GAP);
  const seconds = Math.ceil((BOARD_REM + text.length * LETTER_REM) / SPEED_REM);
  return h("p", { key: text, class: `text__line ${held ? "text__line--held" : ""}`, style: { animationDuration: `${seconds}s` } }, text);
};

export const runningText = (view, actions) => {
  const lines = linesOf(view);
  if (lines.length === 0) {
    return null;
  }
  const steps = inSteps();
  const several = lines.length > 1 || view.notices.pictures.length > 1;
  return h(
    "section",
    { class: "text", "aria-label": t("board.text"), "data-motion": steps ? "steps" : "runs" },
    h("div", { class: "text__window" }, steps ? h("p", { class: "text__step" }, lines[view.turn % lines.length]) : running(lines, view.held)),
    (!steps || several) && h("button", { class: "text__hold", "aria-pressed": String(view.held), onClick: actions.hold }, icon("pause"), h("span", { class: "for-reader" }, t("board.hold"))),
  );
};
