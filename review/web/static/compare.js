// A second page beside the first, with its own zoom, to compare two papers.
"use strict";

class Second {
  constructor(root) {
    this.key = root.dataset.key;
    this.count = Number(root.dataset.pages);
    this.box = document.getElementById("second");
    this.pane = this.box.querySelector("[data-second-pane]");
    this.picture = this.box.querySelector("img");
    this.page = 0;
    this.zoom = 1;
    this.box.addEventListener("click", (event) => {
      const act = event.target.closest("[data-second]")?.dataset.second;
      if (act) this.act(act);
    });
    this.pane.addEventListener("keydown", (event) => {
      const act = { "[": "previous", "]": "next", "+": "in", "=": "in", "-": "out", 0: "width" }[event.key];
      if (act && desk.plain(event)) { event.preventDefault(); event.stopPropagation(); this.act(act); }
    });
    this.pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.scale(event.deltaY < 0 ? 1.1 : 0.9);
    }, { passive: false });
  }

  get open() { return !this.box.hidden; }

  // Keeps the current page beside the next ones; a second call closes it.
  toggle(page) {
    this.box.hidden = this.open;
    if (this.open) { this.show(page); this.pane.focus({ preventScroll: true }); }
  }

  show(page) {
    this.page = Math.min(this.count - 1, Math.max(0, page));
    this.picture.src = `/packets/${this.key}/pages/${this.page}`;
    this.picture.style.width = `${100 * this.zoom}%`;
    const button = document.querySelector(`#thumbs [data-sheet="${this.page}"]`);
    this.picture.alt = button?.dataset.caption || "";
    this.box.querySelector("[data-second-place]").textContent = `${this.page + 1} / ${this.count}`;
    this.box.querySelector("[data-second-caption]").textContent = this.picture.alt;
  }

  scale(by) {
    this.zoom = by ? Math.min(6, Math.max(0.2, this.zoom * by)) : 1;
    this.picture.style.width = `${100 * this.zoom}%`;
  }

  act(name) {
    ({
      previous: () => this.show(this.page - 1), next: () => this.show(this.page + 1),
      in: () => this.scale(1.25), out: () => this.scale(0.8), width: () => this.scale(0),
      close: () => { this.box.hidden = true; },
    })[name]();
  }
}
