/**
 * Calls to the program that served the page. An error comes back as a `Problem` with the server's own words; a press
 * keeps one idempotency key over all its retries, so that one press never does its work twice.
 */
import { language, t } from "./i18n.js";

const TRY_MILLIS = 6000;
const FIRST_PAUSE_MILLIS = 300;
const LONGEST_PAUSE_MILLIS = 3000;
const PASSING = new Set([502, 503, 504]);

/** What went wrong, in words for the person at the screen; `code` is for the page's logic. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? t("problem.unknown"));
    this.status = status;
    this.code = body.code ?? "unknown";
    this.body = body;
  }
}

/** No answer came, or none that a server of ours gives: whether the work was done is unknown. */
export class Unreachable extends Problem {
  constructor(cause) {
    super(0, { code: "unreachable", detail: t("problem.unreachable") });
    this.cause = cause;
  }
}

/** A fresh key for one press. Works without https too, where `crypto.randomUUID` is missing. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function once(method, path, headers, body) {
  let answer;
  let text;
  try {
    answer = await fetch(path, {
      method,
      headers: { Accept: "application/json", "Accept-Language": language(), ...headers },
      body,
      cache: "no-store",
      signal: AbortSignal.timeout(TRY_MILLIS),
    });
    text = await answer.text();
  } catch (failure) {
    throw new Unreachable(failure);
  }
  if (PASSING.has(answer.status)) {
    throw new Unreachable(new Error(`status ${answer.status}`));
  }
  return read(answer, text);
}

function read(answer, text) {
  let json;
  try {
    json = text === "" ? null : JSON.parse(text);
  } catch (notJson) {
    throw new Problem(answer.status, { title: t("problem.unknown"), cause: String(notJson) });
  }
  if (!answer.ok) {
    throw new Problem(answer.status, json ?? {});
  }
  return json;
}

/** Reads; throws `Problem`. */
export const get = (path) => once("GET", path, {});

/**
 * Changes something. Answers the body, or null for an empty answer.
 *
 * @param key the key of this press (`newKey()`); the same press again passes the same key
 * @param patienceMillis how long it goes on trying while no answer comes
 */
export async function send(method, path, body, { key = newKey(), patienceMillis = 15_000 } = {}) {
  const headers = { "Idempotency-Key": key, "X-Requested-With": "mpp" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const until = Date.now() + patienceMillis;
  for (let pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
    try {
      return await once(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
    } catch (failure) {
      if (!(failure instanceof Unreachable) || Date.now() + pause > until) {
        throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export const post = (path, body, options) => send("POST", path, body, options);
