// The page on the left: paging, zoom, rotation, frames, and crops of pages.
"use strict";

class Viewer {
  constructor(root, onPick) {
    this.key = root.dataset.key;
    this.count = Number(root.dataset.pages);
    this.pane = document.getElementById("pane");
    this.holder = document.getElementById("holder");
    this.stage = document.getElementById("stage");
    this.sheet = document.getElementById("sheet");
    this.boxes = document.getElementById("boxes");
    this.images = new Map();
    this.page = -1;
    this.turned = new Map();
    this.fit = "width";
    this.zoom = 1;
    this.onPick = onPick;
    this.marks = [];
    new ResizeObserver(() => this.layout()).observe(this.pane);
    this.drag();
  }

  // The page's picture, cached.
  image(page) {
    const turn = document.querySelector(`#thumbs [data-sheet="${page}"]`)?.dataset.turn || "0";
    const name = turn === "0" ? `${page}` : `${page}?turn=${turn}`;
    if (!this.images.has(name)) {
      const image = new Image();
      image.src = `/packets/${this.key}/pages/${name}`;
      this.images.set(name, image.decode().then(() => image, () => null));
    }
    return this.images.get(name);
  }

  async show(page, box = null) {
    page = Math.min(this.count - 1, Math.max(0, page));
    if (page < 0 || Number.isNaN(page)) return;
    const turned = page !== this.page;
    this.page = page;
    this.mark(box);
    this.told();
    const image = await this.image(page);
    if (this.page !== page) return;
    document.getElementById("no-picture").hidden = image !== null;
    this.holder.hidden = image === null;
    if (image === null) return;
    if (turned || this.sheet.src !== image.src) {
      this.sheet.src = image.src;
      this.size = [image.naturalWidth, image.naturalHeight];
      this.layout();
      this.pane.scrollTo(0, 0);
    }
    this.draw();
    const on = this.boxes.querySelector(".on");
    if (on) desk.sight(this.pane, on, 0, true);
    this.stage.dataset.shown = String(page);
    for (const near of [page + 1, page - 1]) {
      if (near >= 0 && near < this.count) this.image(near);
    }
  }

  told() {
    document.getElementById("place").textContent = `${this.page + 1} / ${this.count}`;
    for (const button of document.querySelectorAll("#thumbs [data-sheet]")) {
      const here = Number(button.dataset.sheet) === this.page;
      if (here) {
        button.setAttribute("aria-current", "true");
        desk.sight(document.getElementById("thumbs"), button);
        const text = button.dataset.caption;
        const caption = document.getElementById("caption");
        caption.textContent = caption.title = this.sheet.alt = text;
      } else button.removeAttribute("aria-current");
    }
  }

  // Marks the selected frame.
  mark(box) { this.box = box || null; }

  draw() {
    this.boxes.replaceChildren();
    const seen = new Set();
    const add = (text, classes, label, target) => {
      if (!text || (seen.has(text) && !classes.includes("on"))) return;
      seen.add(text);
      const [x0, y0, x1, y1] = text.split(",").map(Number);
      const box = document.createElement("button");
      box.type = "button";
      box.tabIndex = -1;
      box.className = `box ${classes}`;
      box.title = label;
      Object.assign(box.style, {
        left: `${100 * x0}%`, top: `${100 * y0}%`,
        width: `${100 * (x1 - x0)}%`, height: `${100 * (y1 - y0)}%`,
      });
      if (target) box.addEventListener("click", () => this.onPick(target));
      this.boxes.append(box);
    };
    for (const mark of document.querySelectorAll(`#panel-values .pick[data-page="${this.page}"]`)) {
      const doubt = mark.closest(".v-doubt") ? "doubt" : "";
      const here = mark.dataset.box === this.box;
      if (!here) add(mark.dataset.box, doubt, mark.textContent.trim(), mark);
    }
    if (this.box) add(this.box, "on", desk.say("所选位置", "the place chosen"), null);
  }

  get turn() { return this.turned.get(this.page) || 0; }

  layout() {
    if (!this.size) return;
    const [w, h] = this.size;
    const across = this.turn % 180 === 0 ? [w, h] : [h, w];
    const room = [this.pane.clientWidth - 20, this.pane.clientHeight - 20];
    if (this.fit === "width") this.zoom = room[0] / across[0];
    if (this.fit === "page") this.zoom = Math.min(room[0] / across[0], room[1] / across[1]);
    const [sw, sh] = [w * this.zoom, h * this.zoom];
    Object.assign(this.stage.style, { width: `${sw}px`, height: `${sh}px` });
    Object.assign(this.holder.style, { width: `${across[0] * this.zoom}px`, height: `${across[1] * this.zoom}px` });
    this.stage.style.transform = {
      0: "none", 90: `translate(${sh}px, 0) rotate(90deg)`,
      180: `translate(${sw}px, ${sh}px) rotate(180deg)`, 270: `translate(0, ${sw}px) rotate(270deg)`,
    }[this.turn];
  }

  act(name) {
    const acts = {
      previous: () => this.show(this.page - 1), next: () => this.show(this.page + 1),
      in: () => this.scale(1.25), out: () => this.scale(0.8),
      width: () => { this.fit = "width"; this.layout(); }, page: () => { this.fit = "page"; this.layout(); },
      turn: () => { this.turned.set(this.page, (this.turn + 90) % 360); this.layout(); },
      boxes: () => {
        const plain = this.stage.classList.toggle("plain-view");
        document.querySelector("[data-view=boxes]").setAttribute("aria-pressed", String(!plain));
      },
    };
    acts[name]();
  }

  scale(by) {
    const pane = this.pane;
    const middle = [(pane.scrollLeft + pane.clientWidth / 2) / pane.scrollWidth, (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight];
    this.fit = "";
    this.zoom = Math.min(6, Math.max(0.1, this.zoom * by));
    this.layout();
    pane.scrollTo(middle[0] * pane.scrollWidth - pane.clientWidth / 2, middle[1] * pane.scrollHeight - pane.clientHeight / 2);
  }

  drag() {
    let from = null;
    this.pane.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || event.target.closest(".box")) return;
      from = [event.clientX + this.pane.scrollLeft, event.clientY + this.pane.scrollTop];
    });
    addEventListener("pointermove", (event) => {
      if (from) this.pane.scrollTo(from[0] - event.clientX, from[1] - event.clientY);
    });
    addEventListener("pointerup", () => { from = null; });
    this.pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.scale(event.deltaY < 0 ? 1.1 : 0.9);
    }, { passive: false });
    this.sheet.addEventListener("dragstart", (event) => event.preventDefault());
  }

  // A crop of a page around a place; empty if there is no picture.
  async cut(canvas, page, text, least = 0.32) {
    const image = await this.image(page);
    if (!image || !text) { canvas.hidden = true; return; }
    desk.crop(canvas, image, text, least);
    canvas.hidden = false;
  }
}
