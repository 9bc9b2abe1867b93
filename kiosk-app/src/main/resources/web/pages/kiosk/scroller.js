/**
 * A list that may be longer than the screen: a large button says so and moves on; a finger or the keyboard works too.
 */
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const SHARE_OF_SCREEN = 0.8;

const watchEnd = (end) => {
  if (end) {
    const frame = end.closest(".scroller");
    new IntersectionObserver(([entry]) => frame.classList.toggle("scroller--more", !entry.isIntersecting), {
      root: end.parentElement,
      rootMargin: "12px",
    }).observe(end);
  }
};

const moveOn = (event) => {
  const list = event.currentTarget.previousElementSibling;
  list.scrollBy({ top: list.clientHeight * SHARE_OF_SCREEN, behavior: "smooth" });
};

export const scroller = (name, items) =>
  h(
    "div",
    { class: "scroller" },
    h("div", { class: "scroller__list", tabIndex: -1 }, h("ul", { class: name }, items), h("i", { ref: watchEnd })),
    h("button", { class: "button scroller__more", onClick: moveOn }, icon("down"), t("kiosk.more")),
  );
