// Pictures are sent one by one as they are taken; the server's answer about each is inserted.
"use strict";

(() => {
  const page = document.getElementById("taking"), told = page.dataset, shots = document.getElementById("shots");
  const lists = document.getElementById("lists"), waiting = [];
  const camera = document.getElementById("camera");
  let instead = "", drop = page.querySelector("[name=drop]").value, sending = false, timer = null, asked = 0;
  document.documentElement.classList.add("scripted");

  const made = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  };

  // Only changed parts are replaced, so unchanged pictures are not loaded again.
  function put(answer) {
    if (answer.path) { location.href = answer.path; return; }
    drop = answer.drop;
    for (const field of page.querySelectorAll("[name=drop]")) field.value = drop;
    const there = new Map([...shots.querySelectorAll("[data-shot]")].map((item) => [item.dataset.shot, item]));
    let last = null;
    for (const { id, html } of answer.shots) {
      let item = there.get(id);
      there.delete(id);
      if (!item || item.told !== html) {
        const fresh = made(html);
        fresh.told = html;
        if (item) item.replaceWith(fresh);
        item = fresh;
      }
      const next = last ? last.nextElementSibling : shots.firstElementChild;
      if (item !== next) shots.insertBefore(item, next);
      last = item;
    }
    for (const item of there.values()) item.remove();
    if (lists.told !== answer.lists) { lists.innerHTML = answer.lists; lists.told = answer.lists; }
    empty();
    clearTimeout(timer);
    timer = answer.busy ? setTimeout(follow, 600) : null;
  }

  function empty() {
    const some = shots.children.length > 0;
    document.getElementById("no-shots").hidden = some;
    page.querySelector(".again").hidden = !some;
  }

  // An outdated answer does not overwrite a later change.
  async function ask(work) {
    const number = ++asked;
    const answer = await work();
    if (number === asked) put(answer);
    else timer ||= setTimeout(follow, 600);
  }

  async function follow() {
    timer = null;
    await ask(async () => {
      const answer = await fetch("/drop/state", { headers: { Accept: "application/json" } });
      if (!answer.ok) throw await answer.json().catch(() => ({}));
      return answer.json();
    }).catch((error) => { if (error.error) desk.toast(error.error, true); else timer = setTimeout(follow, 3000); });
  }

  function queue(file, instead) {
    const item = document.createElement("li"), says = document.createElement("div"), thumb = document.createElement("div");
    item.className = "shot s-sending";
    thumb.className = "thumb";
    says.className = "says";
    item.append(thumb, says);
    shots.append(item);
    waiting.push({ file, instead, item, says });
    say(waiting.at(-1), told.sending);
    empty();
  }

  function say(one, text) {
    const name = document.createElement("div");
    name.className = "soft small";
    name.textContent = one.file.name;
    one.says.replaceChildren(text, name);
  }

  async function send() {
    if (sending) return;
    sending = true;
    for (let one; (one = waiting.shift()); ) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ drop, instead: one.instead, files: one.file })) body.append(name, value);
      try {
        if (one.file.size > Number(told.most) * 1e6) throw { error: told.large.replace("{n}", told.most) };
        await ask(async () => {
          const headers = { "X-CSRF-Token": desk.csrf, Accept: "application/json" };
          const answer = await fetch("/drop/pictures", { method: "POST", headers, body });
          const data = await answer.json().catch(() => ({}));
          if (!answer.ok) throw data;
          one.item.remove();
          drop = data.drop;
          return data;
        });
      } catch (error) { failed(one, error.error); }
    }
    sending = false;
  }

  function failed(one, why) {
    say(one, `${told.failed}${why ? `：${why}` : ""}`);
    one.item.classList.add("s-unknown");
    const acts = document.createElement("div"), again = document.createElement("button"), leave = document.createElement("button");
    acts.className = "acts";
    again.className = leave.className = "button";
    again.textContent = told.again;
    leave.textContent = told.dropIt;
    again.addEventListener("click", () => { one.item.classList.remove("s-unknown"); say(one, told.sending); waiting.push(one); send(); });
    leave.addEventListener("click", () => { one.item.remove(); empty(); });
    acts.append(again, leave);
    one.says.append(acts);
  }

  // One shared camera, because the pressed button may be replaced while the picture is taken.
  page.addEventListener("click", (event) => {
    if (!event.isTrusted) return;
    instead = "";
    if (!event.target.matches(".shot [data-send]")) return;
    event.preventDefault();
    instead = event.target.form.elements.instead.value;
    camera.click();
  });

  page.addEventListener("change", (event) => {
    if (event.target.matches("[data-send]")) {
      const place = event.target.form.elements.instead?.value || instead;
      [...event.target.files].forEach((file, n) => queue(file, n ? "" : place));
      event.target.value = instead = "";
      send();
    } else if (event.target.closest("[data-auto-send]")) act(event.target.form);
  });

  page.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-confirm]") && !confirm(told.sure)) return;
    if (form.id !== "submit" || !sending) act(form);
    else desk.toast(told.sending, true);
  });

  function act(form) {
    ask(() => desk.post(form.getAttribute("action"), new FormData(form))).catch((error) => desk.toast(error.error, true));
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden && !sending) follow(); });
  if (told.busy) follow();
})();
