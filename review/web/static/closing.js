// Closing a packet: the open points, a preview of the letter, and ten seconds to undo.
"use strict";

class Closing {
  // `change` sends the change and inserts the answer; it throws an error if the change is refused.
  constructor(path, change) {
    this.path = path;
    this.change = change;
    this.box = document.getElementById("closing");
    this.why = this.box.querySelector("textarea");
    this.part = (name) => this.box.querySelector(`[data-${name}]`);
    this.part("cancel").addEventListener("click", () => this.box.close());
    this.part("ok").addEventListener("click", () => this.send());
    this.why.addEventListener("input", () => {
      clearTimeout(this.waits);
      this.waits = setTimeout(() => { this.shown = this.look(); }, 400);
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !this.part("ok").hidden) this.send();
    });
    this.tick();
  }

  open(button) {
    const { title, refused, close: kind } = button.dataset;
    this.kind = kind;
    document.getElementById("closing-title").textContent = title;
    this.tell(refused || "");
    this.part("why").hidden = this.part("ok").hidden = Boolean(refused);
    if (this.why.dataset.draft !== `close ${kind}`) this.why.value = "";
    this.why.dataset.draft = `close ${kind}`;
    this.part("preview").replaceChildren();
    this.box.showModal();
    (refused ? this.part("cancel") : this.why).focus();
    this.shown = refused || kind === "reopen" ? Promise.resolve() : this.look();
  }

  tell(text) {
    this.part("refused").hidden = !text;
    this.part("refused").textContent = text;
  }

  async look() {
    const kind = this.kind;
    try {
      const answer = await desk.post(this.path("preview"), { outcome: kind, why: this.why.value });
      if (this.kind === kind) this.part("preview").innerHTML = answer.letter;
    } catch (error) { this.tell(error.error || desk.say("无法预览", "no preview")); }
  }

  // The dialog and the typed text stay until the desk has answered.
  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.shown;
      const why = this.why.value;
      if (this.kind === "reopen") await this.change("reopen", { why });
      else await this.change("close", { outcome: this.kind, why });
      this.why.value = "";
      this.box.close();
      document.getElementById("paper")?.focus();
    } catch (error) {
      if (!error.handled) this.tell(error.error || desk.say("操作失败", "that failed"));
    } finally { this.busy = false; }
  }

  // Counts down the seconds in which closing can be undone.
  tick() {
    clearInterval(this.clock);
    const button = document.querySelector("[data-undo-close]");
    if (!button) return;
    let left = Number(button.dataset.undoClose);
    this.clock = setInterval(() => {
      left -= 1;
      button.querySelector("[data-left]").textContent = String(Math.max(0, left));
      if (left > 0) return;
      clearInterval(this.clock);
      const here = document.activeElement === button;
      button.remove();
      if (here) document.getElementById("paper")?.focus();
    }, 1000);
  }
}
