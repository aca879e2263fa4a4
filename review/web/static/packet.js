// A packet's page: selecting findings and values, correcting, deciding, closing.
"use strict";

(() => {
  const root = document.getElementById("packet");
  const side = document.getElementById("side");
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const one = (query, within = document) => within.querySelector(query);
  const named = (query, name, value) => all(query).find((e) => e.dataset[name] === value);
  const viewer = new Viewer(root, (pick) => choose(pick, true));
  const state = { tab: "findings", finding: null, value: null, busy: false };
  const points = new Points(side);
  const home = `/${location.search}`;
  const second = new Second(root);
  let editor = null;

  // --- choosing -------------------------------------------------------------------------

  function tab(name, focus = false) {
    state.tab = name;
    for (const button of all("[role=tab]", side)) {
      const on = button.dataset.tab === name;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
      document.getElementById(`panel-${button.dataset.tab}`).hidden = !on;
      if (on && focus) button.focus();
    }
  }

  function unfold(element) {
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }

  function open(finding, look = true) {
    for (const other of all(".finding.on", side)) {
      other.classList.remove("on");
      one(".head", other).setAttribute("aria-expanded", "false");
      one(".body", other).hidden = true;
    }
    state.finding = finding ? finding.dataset.finding : null;
    if (!finding) return;
    unfold(finding);
    finding.classList.add("on");
    one(".head", finding).setAttribute("aria-expanded", "true");
    one(".body", finding).hidden = false;
    for (const look of all(".look[data-box]", finding)) {
      const canvas = one("canvas", look);
      const two = all(".shot", finding).length > 1;
      if (canvas) viewer.cut(canvas, Number(look.dataset.page), look.dataset.box, two ? 0.3 : 0.6).then(() => reveal(finding));
    }
    if (look && finding.dataset.page) viewer.show(Number(finding.dataset.page), finding.dataset.box);
    reveal(finding);
  }

  // Scrolls to show its heading and as much of the rest as fits.
  function reveal(finding) {
    desk.sight(finding.closest(".panel"), finding, 32);
  }

  function choose(pick, fromPage = false) {
    const here = pick.closest(".panel");
    if (fromPage || here.hidden) tab(here.id.replace("panel-", ""));
    for (const other of all(".pick.on", side)) other.classList.remove("on");
    if (editor) editor.remove();
    state.value = pick.dataset.value;
    pick.classList.add("on");
    unfold(pick);
    if (pick.dataset.page) viewer.show(Number(pick.dataset.page), pick.dataset.box);
    if ("open" in root.dataset) edit(pick);
    desk.sight(pick.closest(".panel"), pick, 32);
    pick.focus({ preventScroll: true });
  }

  function edit(pick) {
    editor = one("form", document.getElementById("editor").content.cloneNode(true));
    const spot = pick.closest(".cells") || pick.closest(".value");
    spot.after(editor);
    const value = editor.elements.value, text = one(".text", pick);
    if (!("secret" in pick.dataset) && !one("em", text)) value.defaultValue = text.textContent.trim();
    value.dataset.draft = `value ${pick.dataset.value}`;
    value.dataset.title = pick.title || one(".label", pick)?.textContent || "";
    editor.elements.why.dataset.draft = `why ${pick.dataset.value}`;
    if ("secret" in pick.dataset) value.placeholder = desk.say("请重新输入完整内容", "please type the whole value");
    one("[data-do=unmask]", editor).hidden = !("secret" in pick.dataset);
    one("[data-do=withdraw]", editor).hidden = !pick.dataset.told;
    if (pick.dataset.before) {
      one("[data-was]", editor).hidden = false;
      one("[data-was] b", editor).textContent = pick.dataset.before;
    }
    const form = editor;
    const see = () => { if (form.isConnected) for (const part of [form, pick]) desk.sight(form.closest(".panel"), part, 32); };
    if (pick.dataset.box) viewer.cut(one("canvas", form), Number(pick.dataset.page), pick.dataset.box, 0.5).then(see);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      give(pick, "correct", { value: value.value });
    });
    form.addEventListener("click", (event) => {
      const what = event.target.closest("[type=button][data-do]")?.dataset.do;
      if (what === "empty") give(pick, "correct", { empty: "1" });
      else if (what === "unmask") unmask(pick, value);
      else if (what) give(pick, what);
    });
    see();
  }

  async function unmask(pick, input) {
    try {
      const { document: d, field } = pick.dataset;
      const answer = await desk.post(path("unmask"), { document: d, field });
      input.value = answer.value;
      input.focus();
    } catch (error) { trouble(error); }
  }

  // --- changing -------------------------------------------------------------------------

  const path = (what) => `/packets/${root.dataset.key}/${what}`;

  function give(pick, what, more = {}) {
    const why = editor ? editor.elements.why.value : "";
    const { document: d, field } = pick.dataset;
    const id = pick.dataset.value;
    return change(what, { document: d, field, why, ...more }, [`value ${id}`, `why ${id}`]);
  }

  const ADVANCING = new Set(["decide", "correct", "confirm"]);

  // Sends a change and shows the result; throws an error if it is refused.
  async function send(what, fields, sent = []) {
    const before = points.all(), here = state.finding;
    const answer = await desk.post(path(what), { seen: root.dataset.version, ...fields });
    const typed = drafts.collect().filter((one) => !sent.includes(one.draft));
    put(answer);
    drafts.restore(typed, reopen);
    if (ADVANCING.has(what) && state.tab === "findings") advance(before, here);
  }

  // Returns whether it succeeded.
  async function change(what, fields, sent = []) {
    if (state.busy) return false;
    state.busy = true;
    try {
      await send(what, fields, sent);
      return true;
    } catch (error) {
      trouble(error);
      return false;
    } finally { state.busy = false; }
  }

  // Go to the next open point; if none is left, to the closing buttons.
  function advance(before, here) {
    const next = points.after(before, here);
    if (next && next.key !== here) return go(next);
    if (next || !before.length) return;
    one(".actions .button:not([aria-disabled])")?.focus();
    desk.toast(desk.say("没有待判定的事项了，可以办结", "nothing is left to decide: close the packet"));
  }

  // Opens the field that a draft belongs to.
  function reopen(draft) {
    const [kind, id] = draft.split(" ");
    if (kind === "close") closing.why.dataset.draft = draft;
    const pick = (kind === "value" || kind === "why") && all(".pick").find((e) => e.dataset.value === id);
    if (pick && !editor) choose(pick);
  }

  function put(answer) {
    const top = document.getElementById(`panel-${state.tab}`).scrollTop;
    const fold = (d) => (d.closest(".panel")?.id ?? "") + d.dataset.group;
    const folds = new Map(all("details[data-group]", side).map((d) => [fold(d), d.open]));
    const rule = state.finding && named(".finding", "finding", state.finding)?.dataset.rule;
    root.dataset.version = answer.version;
    root.toggleAttribute("data-open", answer.open);
    document.getElementById("bar").innerHTML = answer.bar;
    document.getElementById("changed").innerHTML = answer.changed;
    side.innerHTML = answer.side;
    editor = null;
    for (const one of all("details[data-group]", side)) one.open = folds.get(fold(one)) ?? one.open;
    tab(state.tab);
    document.getElementById(`panel-${state.tab}`).scrollTop = top;
    const again = named(".finding", "finding", state.finding) || (rule && named(".finding", "rule", rule));
    if (state.finding && again) open(again, false);
    const panel = document.getElementById(`panel-${state.tab}`);
    const pick = all(".pick", panel).find((e) => e.dataset.value === state.value && e.offsetParent);
    if (pick) { pick.classList.add("on"); pick.focus({ preventScroll: true }); }
    else if (again && state.tab === "findings") one(".head", again).focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("packet:put", { detail: answer }));
    viewer.draw();
    thumbs();
    closing.tick();
    looking(others);
  }

  function trouble(error) {
    if (error.status === 409 && error.code === "conflict") {
      const box = document.getElementById("conflict");
      one("[data-said]", box).textContent = error.error;
      one("[data-changes]", box).replaceChildren(...error.changes.map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      }));
      error.handled = true;
      box.showModal();
    } else if (error.status === 401) {
      error.handled = true;
      document.getElementById("ended").showModal();
    } else desk.toast(error.error || desk.say("操作失败", "that failed"), true);
  }

  // --- closing --------------------------------------------------------------------------

  const closing = new Closing(path, async (what, fields) => {
    try { await send(what, fields, [`close ${fields.outcome || what}`]); } catch (error) {
      if (error.status === 401 || error.code === "conflict") trouble(error);
      throw error;
    }
  });

  one("[data-reload]").addEventListener("click", () => { drafts.save(); location.reload(); });
  one("[data-sign-in]").addEventListener("click", () => { drafts.save(); location.reload(); });

  async function following() {
    try { location.href = (await desk.post(path("next") + location.search, {})).path; } catch (error) { trouble(error); }
  }

  function undo() {
    if (one("[data-undo-close]")) change("undo", {});
  }

  // --- with others ----------------------------------------------------------------------

  async function noted(form) {
    try {
      const answer = await desk.post(path("note"), { text: form.elements.text.value });
      document.getElementById("notes").innerHTML = answer.notes;
      form.reset();
    } catch (error) { trouble(error); }
  }

  document.addEventListener("change", async (event) => {
    if (event.target.id !== "assign") return;
    try {
      await desk.post(path("assign"), { person: event.target.value });
      desk.toast(desk.say("已分派", "assigned"));
    } catch (error) { trouble(error); }
  });

  let others = [];
  function looking(names) {
    others = names;
    const told = document.getElementById("looking");
    told.hidden = !names.length;
    told.textContent = names.length ? desk.say(`${names.join("、")} 正在查看`, `${names.join(", ")} is looking`) : "";
  }

  // --- going through --------------------------------------------------------------------

  function step(by) {
    const list = all("#panel-findings .finding");
    if (!list.length) return;
    tab("findings");
    const at = list.findIndex((f) => f.classList.contains("on"));
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
    open(next);
    one(".head", next).focus({ preventScroll: true });
  }

  // Go to the next point that prevents closing the packet.
  function point(by) {
    const next = points.step(state.finding, by);
    if (next) go(next);
    else desk.toast(desk.say("没有待判定的事项", "nothing to decide"));
  }

  function go(next) {
    tab("findings");
    const whole = named(".special", "point", next.key);
    if (whole) {
      open(null);
      state.finding = next.key;
      desk.sight(whole.closest(".panel"), whole, 32);
      (one("input, select", whole) || whole).focus({ preventScroll: true });
      return;
    }
    const finding = named(".finding", "finding", next.key);
    if (!finding) return;
    open(finding);
    const pick = next.value && all(".pick", finding).find((e) => e.dataset.value === next.value);
    if (pick) choose(pick);
    else one(".head", finding).focus({ preventScroll: true });
  }

  // Go to the next doubtful value, whether or not a finding depends on it.
  function doubt(by) {
    const ids = all("#doubts li").map((li) => li.dataset.id);
    if (!ids.length) return desk.toast(desk.say("没有存疑的识读", "no doubtful readings"));
    const at = ids.indexOf(state.value);
    const id = at < 0 ? ids[by > 0 ? 0 : ids.length - 1] : ids[(at + by + ids.length) % ids.length];
    const pick = all("#panel-values .pick").find((e) => e.dataset.value === id);
    if (pick) { tab("values"); choose(pick); }
  }

  const chosen = () => all(".pick.on", side).find((pick) => pick.offsetParent);

  function decide(verdict) {
    const form = one(".finding.on .decide");
    if (!form) return desk.toast(desk.say("请先选择一项审查事项", "please choose a finding first"));
    const button = one(`[value=${verdict}]`, form);
    if (!button) return desk.toast(desk.say("规则明确不符，放行需组长", "this needs a supervisor"), true);
    tab("findings");
    form.dataset.verdict = verdict;
    for (const other of all("button[name=verdict]", form)) other.classList.toggle("wanted", other === button);
    for (const list of all(".canned", form)) list.hidden = list.dataset.for !== verdict;
    form.elements.why.focus();
  }

  // Inserts a prepared reason into the box, where it can be edited.
  function canned(button) {
    const box = button.form.elements.why;
    box.value = button.dataset.canned;
    box.focus();
  }

  function back() {
    const pick = chosen();
    if (pick?.dataset.told) return give(pick, "withdraw");
    const own = one(".finding.on [data-undecide]");
    if (own) change("undecide", { finding: own.dataset.undecide });
  }

  const keys = {
    n: () => point(1), p: () => point(-1), v: () => doubt(1), V: () => doubt(-1), z: undo,
    i: () => { tab("trail"); one(".note-form input")?.focus(); },
    o: () => { const box = one(".own-form input"); if (box) { tab("findings"); desk.sight(box.closest(".panel"), box, 32); box.focus({ preventScroll: true }); } }, j: () => step(1), k: () => step(-1),
    c: () => { const pick = chosen(); if (pick && editor) give(pick, "confirm"); else desk.toast(desk.say("请先选择一处内容（n）", "please choose a value first (n)")); },
    e: () => { if (!editor && chosen()) edit(chosen()); if (editor) { editor.elements.value.focus(); editor.elements.value.select(); } else first(); },
    a: () => decide("pass"), f: () => decide("fail"), x: back,
    "[": () => viewer.act("previous"), "]": () => viewer.act("next"), PageUp: () => viewer.act("previous"), PageDown: () => viewer.act("next"),
    "+": () => viewer.act("in"), "=": () => viewer.act("in"), "-": () => viewer.act("out"), 0: () => viewer.act("width"), 9: () => viewer.act("page"),
    d: () => second.toggle(viewer.page),
    r: () => viewer.act("turn"), b: () => viewer.act("boxes"),
    1: () => tab("findings", true), 2: () => tab("values", true), 3: () => tab("trail", true),
    A: () => one("[data-close=accept]")?.click(), S: () => one("[data-close=supplement]")?.click(), R: () => one("[data-close=reject]")?.click(),
    N: following, q: () => { location.href = `${home}#p-${root.dataset.key}`; },
  };

  function first() {
    const pick = one(".finding.on .pick");
    if (pick) { choose(pick); editor?.elements.value.focus(); }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".editor, .decide, .own-form, .note-form")) {
      event.target.blur();
      (chosen() || one(".finding.on .head"))?.focus();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".decide textarea")) {
      event.preventDefault();
      const form = event.target.form;
      const button = one(`[value=${form.dataset.verdict || "none"}]`, form);
      if (button) form.requestSubmit(button);
      return;
    }
    if (event.target.matches(".decide textarea") && /^[1-9]$/.test(event.key) && desk.plain(event) && !event.target.value) {
      const button = all(`.canned:not([hidden]) button`, event.target.form)[Number(event.key) - 1];
      if (button) { event.preventDefault(); canned(button); }
      return;
    }
    if (event.target.matches("[role=tab]") && /^Arrow(Left|Right)$/.test(event.key)) {
      const tabs = all("[role=tab]", side);
      const at = tabs.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : tabs.length - 1);
      tab(tabs[at % tabs.length].dataset.tab, true);
      return;
    }
    if (!desk.free(event) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // --- the mouse ------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const at = (query) => event.target.closest(query);
    let hit;
    if ((hit = at("[data-tab]"))) tab(hit.dataset.tab);
    else if ((hit = at(".look"))) { event.preventDefault(); viewer.show(Number(hit.dataset.page), hit.dataset.box); }
    else if ((hit = at(".pick"))) choose(hit);
    else if ((hit = at(".finding .head"))) open(hit.closest(".finding").classList.contains("on") ? null : hit.closest(".finding"));
    else if ((hit = at("[data-sheet]"))) viewer.show(Number(hit.dataset.sheet));
    else if (at("[data-compare]")) second.toggle(viewer.page);
    else if ((hit = at("[data-view]"))) viewer.act(hit.dataset.view);
    else if ((hit = at("[data-close]"))) closing.open(hit);
    else if (at("[data-undo-close]")) undo();
    else if ((hit = at("[data-canned]"))) canned(hit);
    else if ((hit = at("[data-disown]"))) change("disown", { number: hit.dataset.disown });
    else if ((hit = at("[data-undecide]"))) change("undecide", { finding: hit.dataset.undecide });
    else if ((hit = at("[data-untold]"))) change("withdraw", { field: hit.dataset.untold });
    else if ((hit = at("[data-looked]"))) change("correct", { field: hit.dataset.looked });
    else if (at("[data-next-point]")) point(1);
    else if (at("[data-next]")) following();
    else if (at("[data-dismiss]")) document.getElementById("changed").replaceChildren();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".decide")) {
      event.preventDefault();
      const finding = form.dataset.finding;
      change("decide", { finding, verdict: event.submitter.value, why: form.elements.why.value }, [`decide ${finding}`]);
    } else if (form.matches(".note-form")) {
      event.preventDefault();
      noted(form);
    } else if (form.matches(".own-form")) {
      event.preventDefault();
      const { text, section } = form.elements;
      change("own", { text: text.value, section: section.value }, ["own", "own-section"]);
    } else if (form.matches(".told")) {
      event.preventDefault();
      change("correct", { field: form.dataset.field, value: form.elements.value.value });
    }
  });

  // --- at the start, and while it is open -----------------------------------------------

  function thumbs() {
    const doubted = new Set(all("#panel-values .v-doubt .pick, #panel-values .pick.v-doubt").map((p) => p.dataset.page));
    for (const button of all("#thumbs [data-sheet]")) button.classList.toggle("doubt", doubted.has(button.dataset.sheet));
  }

  let lively = Date.now();
  for (const name of ["keydown", "pointerdown"]) document.addEventListener(name, () => { lively = Date.now(); });
  const alive = async () => {
    if (document.hidden || state.busy || Date.now() - lively > 300000) return;
    const seen = root.dataset.version;
    const answer = await fetch(path("version"), { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || state.busy || seen !== root.dataset.version) return;
    const { version, looking: names } = await answer.json();
    looking(names);
    if (String(version) !== seen) desk.toast(desk.say("他人已更改这份材料，请刷新页面。", "Somebody else has changed this packet; please load it again."), true);
  };
  alive();
  setInterval(alive, 20000);

  desk.packet = { change, put, trouble, viewer, tab, path, state };
  thumbs();
  for (const link of all(".top a[href='/']")) link.href = home;
  const start = one("#panel-findings .f-review") && points.all()[0];
  const worst = one("#panel-findings .f-fail");
  if (start) go(start);
  else if (worst) open(worst);
  if (viewer.page < 0) viewer.show(0);
  drafts.restore(drafts.take(), reopen);
})();
