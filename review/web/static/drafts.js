// Typed text is never lost: it survives a reload of the page, a conflict, and the end of a session.
// It is kept only for this tab and its writer, until it is restored.
"use strict";

const drafts = {
  key: "yushen-drafts",
  who: document.querySelector("meta[name=who]").content,
  leaving: false,

  // Text that was typed and not sent, by field name.
  collect() {
    const fields = [...document.querySelectorAll("[data-draft]")];
    const typed = fields.filter((field) => field.dataset.draft && field.value.trim() && field.value !== field.defaultValue);
    return typed.map((field) => ({ draft: field.dataset.draft, title: field.dataset.title || "", text: field.value }));
  },

  field(draft) {
    return [...document.querySelectorAll("[data-draft]")].find((field) => field.dataset.draft === draft);
  },

  // Restores drafts; `open` may create a missing field. Text without a field is displayed.
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

  // Called before the page is left deliberately, with a return planned.
  save() {
    drafts.leaving = true;
    const words = drafts.collect();
    const kept = { who: drafts.who, path: location.pathname, words };
    try { if (words.length) sessionStorage.setItem(drafts.key, JSON.stringify(kept)); } catch { drafts.leaving = false; }
  },

  // Returns the drafts of this page and deletes them.
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
