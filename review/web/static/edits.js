// Correcting types and pages: the dock on the right, and frames drawn on the page.
"use strict";

(() => {
  const { change, trouble, viewer, tab, path } = desk.packet;
  const dock = document.getElementById("edit");
  const one = (query, within = document) => within.querySelector(query);
  const thumbs = document.getElementById("thumbs");
  let shown = thumbs.innerHTML.trim(), document_ = null, from = null;

  // --- the dock ---------------------------------------------------------------------------

  async function open(id, page, focus = "h2") {
    const why = document.getElementById("edit-why")?.value || "";
    try {
      const query = new URLSearchParams(id ? { document: id } : { page });
      const answer = await fetch(`${path("edits")}?${query}`, { headers: { Accept: "application/json" } });
      const data = await answer.json();
      if (!answer.ok) throw { status: answer.status, ...data };
      stopFraming();
      dock.innerHTML = data.html;
      dock.hidden = false;
      document_ = data.document;
    } catch (error) { trouble(error); return; }
    const pages = document.getElementById("edit-page");
    const here = pages && [...pages.options].find((option) => Number(option.value) === viewer.page);
    if (here) pages.value = here.value;
    else if (pages) viewer.show(Number(pages.value));  // what is put right is seen
    document.getElementById("edit-why").value = why;
    (one(focus, dock) || one("h2", dock)).focus({ preventScroll: true });
  }

  function close() {
    stopFraming();
    dock.hidden = true;
    dock.replaceChildren();
    const kept = from && from !== document.body && document.body.contains(from) && from.offsetParent;
    const own = opener(document_);
    const back = kept ? from : own && own.offsetParent ? own : null;
    document_ = null;
    (back || document.getElementById("pane")).focus({ preventScroll: true });
  }

  const opener = (id) => [...document.querySelectorAll("[data-edit-open]")].find((b) => b.dataset.editOpen === id);

  // The element to focus after the dock is replaced.
  function held() {
    const at = document.activeElement;
    if (!dock.contains(at)) return "h2";
    if (at.id) return `#${at.id}`;
    if (at.dataset.do) return `[data-do=${at.dataset.do}]`;
    const form = at.closest("[data-edit]");
    return form ? `[data-edit=${form.dataset.edit}] ${at.name ? `[name=${at.name}]` : "button:not([type=button])"}` : "h2";
  }

  async function send(kind, fields) {
    const focus = held(), busy = document.getElementById("edit-busy");
    if (kind === "turn" && busy) busy.textContent = desk.say("正在重读这一页，需要几秒…", "reading the page again, some seconds…");
    const why = document.getElementById("edit-why")?.value || "";
    const mine = document_;
    let where = null;
    const heard = (event) => { where = event.detail.document; };
    document.addEventListener("packet:put", heard, { once: true });
    const done = await change("edits", { kind, document: mine ?? "", why, ...fields });
    document.removeEventListener("packet:put", heard);
    if (busy) busy.textContent = "";
    if (!done) return;
    if (dock.hidden) { tab("values"); opener(where)?.focus({ preventScroll: true }); return; }
    if (where) {
      document.getElementById("edit-why").value = "";
      await open(where, viewer.page, focus);
    } else close();
  }

  const page = () => document.getElementById("edit-page")?.value ?? String(viewer.page);

  // The position of the selected page in its document, moved up or down by one.
  function step(by) {
    const pages = document.getElementById("edit-page"), at = pages.selectedIndex + by;
    if (at < 0 || at >= pages.options.length) return;
    send("move", { page: page(), other: document_, at });
  }

  const acts = {
    split: () => send("split", { page: page() }),
    up: () => step(-1), down: () => step(1),
    alone: () => send("move", { page: page() }),
    move: () => send("move", { page: page(), other: one("[name=other]", dock).value }),
    turn: () => send("turn", { page: page(), turn: document.getElementById("edit-turn").value }),
    not_needed: () => send("not_needed", {}),
    frame: () => (document.body.classList.contains("framing") ? stopFraming() : frame()),
  };

  dock.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.edit === "fill" && !form.elements.box.value) {
      desk.toast(desk.say("请先在页面上框选位置", "please frame the place on the page first"), true);
      return frame();
    }
    send(form.dataset.edit, Object.fromEntries(new FormData(form)));
  });
  dock.addEventListener("change", (event) => {
    if (event.target.id === "edit-page") viewer.show(Number(event.target.value));
  });
  dock.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
    else if (event.target.closest("[data-edit-close]")) close();
  });
  document.addEventListener("click", async (event) => {
    const at = (query) => event.target.closest(query);
    let hit;
    if ((hit = at("[data-edit-open]"))) {
      event.preventDefault();
      from = hit;
      open(hit.dataset.editOpen);
    } else if ((hit = at("[data-guess]"))) {
      document_ = hit.dataset.of;
      send("retype", { type: hit.dataset.guess });
    } else if ((hit = at("[data-undo]"))) {
      if (await change("edits/undo", { id: hit.dataset.undo })) {
        tab("values");
        (one("[data-undo]") || one("#tab-values")).focus({ preventScroll: true });
        if (!dock.hidden) close();
      }
    } else if ((hit = at("[data-lapsed]"))) change("withdraw", { document: hit.dataset.of, field: hit.dataset.lapsed });
  });

  // Pages may have other names or another rotation after a change.
  document.addEventListener("packet:put", (event) => {
    const now = event.detail.thumbs?.trim();
    if (!now || now === shown) return;
    shown = now;
    thumbs.innerHTML = now;
    viewer.turned.clear();
    viewer.show(viewer.page, viewer.box);
  });

  // --- drawing a frame --------------------------------------------------------------------

  let box = null;  // on the page as it is shown: x0, y0, x1, y1
  const layer = document.getElementById("boxes"), pane = document.getElementById("pane");

  function frame() {
    document.body.classList.add("framing");
    one("[data-do=frame]", dock).setAttribute("aria-pressed", "true");
    viewer.turned.clear();
    viewer.layout();
    desk.toast(desk.say("在页面上拖出方框；或用方向键移动、Shift+方向键改变大小，Enter 完成", "drag a frame on the page; or arrows move it, Shift+arrows size it, Enter ends"));
    const room = pane.getBoundingClientRect(), at = layer.getBoundingClientRect();
    const middle = (Math.max(room.top, at.top) + Math.min(room.bottom, at.bottom)) / 2;
    const y = Math.min(0.96, Math.max(0, (middle - at.top) / at.height));
    put(box || [0.3, y, 0.6, y + 0.03]);
    pane.focus({ preventScroll: true });
  }

  function stopFraming() {
    if (!document.body.classList.contains("framing")) return;
    document.body.classList.remove("framing");
    document.getElementById("framing")?.remove();
    one("[data-do=frame]", dock)?.setAttribute("aria-pressed", "false");
    box = null;
  }

  function put(now) {
    const [x0, y0, x1, y1] = now.map((v) => Math.min(1, Math.max(0, v)));
    box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
    let mark = document.getElementById("framing");
    if (!mark) {
      mark = document.createElement("div");
      mark.id = "framing";
      document.getElementById("stage").append(mark);
    }
    Object.assign(mark.style, {
      left: `${100 * box[0]}%`, top: `${100 * box[1]}%`,
      width: `${100 * (box[2] - box[0])}%`, height: `${100 * (box[3] - box[1])}%`,
    });
    const form = one("[data-edit=fill]", dock);
    form.elements.box.value = box.map((v) => v.toFixed(5)).join(",");
    form.elements.page.value = String(viewer.page);
  }

  const drawn = () => one("[data-edit=fill] [name=value]", dock)?.focus();
  const point = (event) => {
    const at = layer.getBoundingClientRect();
    return [(event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height];
  };
  let start = null;
  layer.addEventListener("pointerdown", (event) => {
    if (!document.body.classList.contains("framing") || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    start = point(event);
    layer.setPointerCapture(event.pointerId);
  });
  layer.addEventListener("pointermove", (event) => { if (start) put([...start, ...point(event)]); });
  layer.addEventListener("pointerup", () => { if (start) { start = null; drawn(); } });

  // --- keys -------------------------------------------------------------------------------

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    const framing = document.body.classList.contains("framing") && event.target === pane;
    if (framing && event.key in arrows) {
      event.preventDefault();
      const [dx, dy] = arrows[event.key].map((v, n) => v * (n ? 0.005 : 0.01));
      const [x0, y0, x1, y1] = box;
      put(event.shiftKey ? [x0, y0, Math.max(x0 + 0.005, x1 + dx), Math.max(y0 + 0.005, y1 + dy)] : [x0 + dx, y0 + dy, x1 + dx, y1 + dy]);
    } else if (framing && event.key === "Enter") { event.preventDefault(); drawn(); }
    else if (event.key === "Escape" && document.body.classList.contains("framing")) {
      stopFraming();
      one("[data-do=frame]", dock)?.focus();
    } else if (event.key === "Escape" && dock.contains(event.target)) close();
    else if (event.key === "m" && desk.free(event) && one(".close-accept")) {
      event.preventDefault();
      from = document.activeElement;
      open("", viewer.page);
    }
  });
})();
