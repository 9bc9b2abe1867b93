/** The door: name and password. */
import { language, t } from "/assets/i18n.js";
import { focusOnArrival, h } from "/assets/view.js";

export function login(state, actions) {
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    actions.logIn(form.get("username").trim(), form.get("password"));
  };
  return h(
    "main",
    { class: "login", lang: language() },
    h(
      "form",
      { class: "login__card", onSubmit: submit },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 44, height: 44 }),
      h("h1", { tabindex: -1, ref: focusOnArrival }, t("login.title")),
      h("p", { class: "soft" }, t("login.hint")),
      state.trouble && h("p", { class: "notice notice--stop", role: "alert" }, state.trouble),
      h("label", { for: "username" }, t("login.username")),
      h("input", { id: "username", name: "username", autocomplete: "username", required: true, maxlength: 40 }),
      h("label", { for: "password" }, t("login.password")),
      h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true }),
      h("button", { class: "button button--primary", type: "submit", disabled: state.busy }, t(state.busy ? "login.checking" : "login.submit")),
      h(
        "button",
        { class: "button button--quiet button--small", type: "button", lang: language() === "id" ? "en" : "id", onClick: () => actions.speak(language() === "id" ? "en" : "id") },
        t("page.other-language"),
      ),
    ),
  );
}
