// No typed word is lost: what stands in a field outlasts its page being made anew, a conflict,
// and a session that ended. It is kept for this tab alone, for its writer alone, until it is back.
"use strict";

const drafts = {
  key: "yushen-drafts",
  who: document.querySelector("meta[name=who]").content,
  leaving: false,

  // What was typed and not sent, by what the fields are called.
  collect() {
    const fields = [...document.querySelectorAll("[data-draft]")];
    const typed = fields.filter((field) => field.dataset.draft && field.value.trim() && field.value !== field.defaultValue);
    return typed.map((field) => ({ draft: field.dataset.draft, title: field.dataset.title || "", text: field.value }));
  },

  field(draft) {
    return [...document.querySelectorAll("[data-draft]")].find((field) => field.dataset.draft === draft);
  },

  // Puts words back; `open` may bring a field about that is not there. What has no place is shown.
  restore(words, open = () => {}) {
    const homeless = [];
    for (const one of words) {
      if (!drafts.field(one.draft)) open(one.draft);
      const field = drafts.field(one.draft);
      if (field) field.value = one.text;
      else homeless.push(one);
    }
    drafts.show(homeless);
  },

  show(words) {
    const box = document.getElementById("kept");
    if (!box || !words.length) return;
    box.hidden = false;
    for (const one of words) {
      const text = document.createElement("textarea");
      text.readOnly = true;
      text.value = one.text;
      text.rows = 2;
      text.setAttribute("aria-label", one.title || desk.say("您输入的文字", "what you typed"));
      box.append(text);
    }
  },

  // Before the page is left on purpose, to come back to it.
  save() {
    drafts.leaving = true;
    const words = drafts.collect();
    const kept = { who: drafts.who, path: location.pathname, words };
    try { if (words.length) sessionStorage.setItem(drafts.key, JSON.stringify(kept)); } catch { drafts.leaving = false; }
  },

  // What was kept for this page; nothing of it stays behind.
  take() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(drafts.key) || "null");
      if (kept && kept.who === drafts.who && kept.path !== location.pathname) return [];
      sessionStorage.removeItem(drafts.key);
      return kept && kept.who === drafts.who ? kept.words : [];
    } catch { return []; }
  },
};

addEventListener("beforeunload", (event) => {
  if (!drafts.leaving && drafts.collect().length) event.preventDefault();
});
