/** Words: every sentence of a page comes from the message file of the chosen language. */
const FALLBACK = "id";
const RETRY_MILLIS = 3000;

let messages = {};
let chosen = FALLBACK;

/** Loads a language; keeps trying, because a page without words helps nobody. */
export async function speak(language) {
  for (;;) {
    try {
      const answer = await fetch(`/api/v1/messages/${language}.json`, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) {
        messages = await answer.json();
        chosen = language;
        document.documentElement.lang = language;
        return;
      }
    } catch (unreachable) {
      console.warn("message file not loaded, trying again", unreachable);
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
}

/** The language a page starts in: `?lang=`, else what was chosen before, else Indonesian. */
export function firstLanguage(remembered) {
  const asked = new URLSearchParams(location.search).get("lang") ?? remembered;
  return asked === "en" ? "en" : FALLBACK;
}

export const language = () => chosen;

/** The sentence of a key, with `{name}` filled from `values`. */
export function t(key, values = {}) {
  const sentence = messages[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether the message file knows the key; for words that come from elsewhere. */
export const knows = (key) => key in messages;

/** The catalogue's words `{id, en}` in the chosen language. */
export const inWords = (text) => text?.[chosen] ?? text?.[FALLBACK] ?? "";

/** The key below `prefix` whose sentence this is, word for word; undefined where there is none. */
export const keyOf = (sentence, prefix) => Object.keys(messages).find((key) => key.startsWith(prefix) && messages[key] === sentence);
