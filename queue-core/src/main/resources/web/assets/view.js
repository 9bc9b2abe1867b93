/** Drawing: a page is one function from its state to elements. Built on preact's `h`; no hooks, no templates. */
import { h, render } from "/vendor/preact/dist/preact.module.js";

export { h };

/**
 * Draws `view(state)` into `root` now and after every change. Changes made in one turn are drawn together.
 * Returns `change(part)`, which merges `part` into the state.
 */
export function draw(root, state, view) {
  let due = false;
  const paint = () => {
    due = false;
    render(view(state), root);
  };
  paint();
  return (part) => {
    Object.assign(state, part);
    if (!due) {
      due = true;
      queueMicrotask(paint);
    }
  };
}

/** An icon of `assets/icons`; it says nothing to a screen reader, the words beside it do. */
export const icon = (name) => h("span", { class: `icon icon--${name}`, "aria-hidden": "true" });

/** `ref` for the heading of a fresh screen, so that a screen reader starts there. */
export const focusOnArrival = (element) => element?.focus({ preventScroll: true });

let leftBehind = null;

/** `ref` for a `<dialog>`: opens it over the page with the focus inside, and gives the focus back when it goes. */
export const showOnArrival = (element) => {
  if (element && !element.open) {
    leftBehind = document.activeElement;
    element.showModal();
  } else if (element === null) {
    // Once it is gone: until then nothing else on the page can have the focus.
    queueMicrotask(() => leftBehind?.isConnected && leftBehind.focus({ preventScroll: true }));
  }
};

/** A modal dialog; Escape and the page's own buttons end in `onClose`. */
export const dialog = (title, onClose, ...content) =>
  h(
    "dialog",
    {
      class: "dialog",
      ref: showOnArrival,
      "aria-labelledby": "dialog-title",
      onCancel: (event) => {
        event.preventDefault();
        onClose();
      },
    },
    h("h2", { id: "dialog-title" }, title),
    content,
  );
