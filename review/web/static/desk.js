// Shared by all pages of the desk: sending changes, messages, dialogs, keys of the list.
"use strict";

const desk = {
  csrf: document.querySelector("meta[name=csrf]").content,
  lang: document.documentElement.dataset.lang,
  say: (zh, en) => (desk.lang === "zh" ? zh : en),
};

desk.toast = (text, bad = false) => {
  const box = document.getElementById("toast");
  box.textContent = text;
  box.className = bad ? "bad" : "";
  clearTimeout(desk.timer);
  desk.timer = setTimeout(() => { box.textContent = ""; }, bad ? 7000 : 3500);
};

// Sends a form's fields; returns the answer, or throws an error with its status.
desk.post = async (path, fields) => {
  const body = new URLSearchParams(fields);
  const headers = { "X-CSRF-Token": desk.csrf, Accept: "application/json" };
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers, body });
  } catch {
    throw { status: 0, error: desk.say("无法连接审核台", "the desk cannot be reached") };
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw { status: answer.status, ...data };
  return data;
};

// Draws a part of a page, with at least the given width, into a canvas, with a frame around the place
// (x0,y0,x1,y1 as fractions of the page); or the whole page.
desk.crop = (canvas, image, box, least, whole = false) => {
  const [w, h] = [image.naturalWidth, image.naturalHeight];
  const [x0, y0, x1, y1] = box.split(",").map((v, n) => Number(v) * (n % 2 ? h : w));
  const wide = Math.min(w, Math.max(least * w, 1.25 * (x1 - x0)));
  const high = whole ? h : Math.min(h, Math.max(0.27 * wide, 1.6 * (y1 - y0)));
  const left = Math.min(Math.max(0, (x0 + x1 - wide) / 2), w - wide);
  const top = Math.min(Math.max(0, (y0 + y1 - high) / 2), h - high);
  const scale = Math.min(1.6, 1000 / wide);
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, left, top, wide, high, 0, 0, canvas.width, canvas.height);
  pen.strokeStyle = "#c42b1c";
  pen.lineWidth = 2;
  pen.strokeRect((x0 - left) * scale - 3, (y0 - top) * scale - 3, (x1 - x0) * scale + 6, (y1 - y0) * scale + 6);
};

// Scrolls only this box until an element is visible.
desk.sight = (box, element, above = 0, middle = false) => {
  const room = box.getBoundingClientRect(), at = element.getBoundingClientRect();
  const top = room.top + above;
  if (middle) {
    box.scrollBy((at.left + at.right - room.left - room.right) / 2, (at.top + at.bottom - top - room.bottom) / 2);
  } else if (at.top < top || at.height > room.bottom - top) box.scrollBy(0, at.top - top);
  else if (at.bottom > room.bottom) box.scrollBy(0, at.bottom - room.bottom);
};

desk.keysOn = () => {
  try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
};

// Whether a key was pressed without modifiers.
desk.plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;

// Whether a key is meant for the page, not for an input field.
desk.free = (event) => {
  if (!desk.plain(event)) return false;
  if (!desk.keysOn() || document.querySelector("dialog[open]")) return false;
  return !event.target.closest("input:not([type=checkbox]), select, textarea");
};

// Drafts are kept only for their writer, and only until the writer signs out.
(() => {
  const who = document.querySelector("meta[name=who]").content;
  const forget = () => { try { sessionStorage.removeItem("yushen-drafts"); } catch { /* nothing is kept then */ } };
  try {
    const kept = JSON.parse(sessionStorage.getItem("yushen-drafts") || "null");
    if (who && kept && kept.who !== who) forget();
  } catch { forget(); }
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", forget);
})();

(() => {
  const help = document.getElementById("help");
  for (const button of document.querySelectorAll("[data-help]")) {
    button.addEventListener("click", () => help.showModal());
  }
  const on = document.getElementById("keys-on");
  if (on) {
    on.checked = desk.keysOn();
    on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  }
  // What is sent as soon as it is chosen. A choice made before this was loaded, or kept by the
  // browser from a former look, has not been sent: it is taken back.
  for (const choice of document.querySelectorAll("[data-auto]")) {
    if (choice.matches("select")) {
      const options = [...choice.options];
      choice.selectedIndex = Math.max(0, options.findIndex((option) => option.defaultSelected));
    } else {
      choice.value = choice.defaultValue;
      choice.checked = choice.defaultChecked;
    }
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-auto]")) event.target.form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (desk.free(event) && event.key === "?" && help) help.showModal();
  });

  const rows = [...document.querySelectorAll("tr[data-row]")];
  const search = document.getElementById("search");
  if (!search) return;
  let at = -1;
  const go = (step) => {
    if (!rows.length) return;
    if (at >= 0) rows[at].classList.remove("here");
    at = Math.min(rows.length - 1, Math.max(0, at + step));
    rows[at].classList.add("here");
    rows[at].querySelector("a").focus();
  };
  at = rows.findIndex((row) => `#${row.id}` === location.hash);
  if (at >= 0) go(0);
  for (const row of rows) {
    row.addEventListener("dblclick", () => row.querySelector("a").click());
  }
  document.addEventListener("keydown", (event) => {
    if (!desk.free(event) || event.shiftKey) return;
    const act = { j: () => go(1), k: () => go(-1), "/": () => search.focus(), u: () => { location.href = "/upload"; } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
