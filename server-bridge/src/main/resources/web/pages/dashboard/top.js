/** The head of the page: which hall, which day, how fresh, who. */
import { date, shortDate, zonedTime } from "/assets/format.js";
import { inWords, language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const shift = (day, days) => {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** The business day in words; midday, so that no zone moves it. */
const dayInWords = (day) => date(`${day}T05:00:00Z`);
const shortDay = (day) => shortDate(`${day}T05:00:00Z`);

/**
 * The day in the page's own language. The browser's date field writes in the language of the browser, whatever the page
 * says; so it lies unseen behind a button and only lends its calendar.
 */
const dayField = (shown, actions) =>
  h(
    "span",
    { class: "day-field" },
    h("input", {
      class: "day-field__calendar",
      type: "date",
      tabindex: -1,
      "aria-label": t("top.day"),
      value: shown,
      onChange: (event) => event.currentTarget.value && actions.chooseDay(event.currentTarget.value),
    }),
    h("button", { class: "button button--small", "data-press": "day", title: t("top.choose-day"), onClick: (event) => event.currentTarget.previousSibling.showPicker() }, shortDay(shown)),
  );

function freshness(state, live) {
  if (!state.linked) {
    return h("span", { class: "badge badge--stop", role: "status" }, icon("link-lost"), t("top.lost"));
  }
  if (!live) {
    return h("span", { class: "badge", role: "status" }, t("top.past"));
  }
  const open = state.live?.open;
  return h(
    "span",
    { class: `badge ${open ? "badge--good" : ""}`, role: "status" },
    h("i", { class: `pulse ${open ? "pulse--on" : ""}`, "aria-hidden": "true" }),
    t(open ? "top.live" : "top.closed"),
  );
}

export function top(state, live, actions) {
  const branch = state.branches.find((each) => each.id === state.branch);
  const shown = state.day ?? state.live?.day ?? branch?.businessDay;
  const latest = state.live?.day;
  return h(
    "header",
    { class: "top" },
    h(
      "div",
      { class: "top__hall" },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 40, height: 40 }),
      h(
        "div",
        null,
        state.branches.length > 1
          ? h(
              "h1",
              null,
              h(
                "select",
                { class: "field", "aria-label": t("top.hall"), value: state.branch, onChange: (event) => actions.chooseBranch(event.currentTarget.value) },
                state.branches.map((each) => h("option", { key: each.id, value: each.id }, inWords(each.name) || each.id)),
              ),
            )
          : h("h1", null, inWords(branch?.name) || state.branch || t("page.title")),
        h("p", { class: "soft" }, branch?.city, branch?.city && shown && " · ", shown && dayInWords(shown)),
      ),
    ),
    h(
      "div",
      { class: "top__tools" },
      state.live?.simulated && h("span", { class: "badge badge--warn" }, t("top.simulated")),
      freshness(state, live),
      state.live && h("span", { class: "soft small" }, t("top.read", { time: zonedTime(state.live.asOf) })),
      shown && [
        h("button", { class: "button button--small", onClick: () => actions.chooseDay(shift(shown, -1)), "aria-label": t("top.before") }, "‹"),
        dayField(shown, actions),
        h("button", { class: "button button--small", disabled: shown >= (latest ?? shown), onClick: () => actions.chooseDay(shift(shown, 1)), "aria-label": t("top.after") }, "›"),
        !live && h("button", { class: "button button--small button--primary", onClick: () => actions.chooseDay(null) }, t("top.latest")),
      ],
      h(
        "button",
        { class: "button button--small button--quiet", lang: language() === "id" ? "en" : "id", onClick: () => actions.speak(language() === "id" ? "en" : "id") },
        t("page.other-language"),
      ),
      h("button", { class: "button button--small button--quiet", onClick: actions.logOut }, t("top.log-out", { name: state.session.username })),
    ),
  );
}
