// The points that prevent closing a packet, one after the other, in the order of the side list:
// the most important first.
"use strict";

class Points {
  constructor(side) { this.side = side; }

  all() {
    return [...this.side.querySelectorAll("#points li")].map((line) => ({ ...line.dataset }));
  }

  // The one after or before `here`; null if there is none.
  step(here, by) {
    const list = this.all();
    const at = list.findIndex((point) => point.key === here);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    return list[next] || null;
  }

  // The next point after `here` is done, in the previous order: first any new result of the same
  // rule, then the next one still open.
  after(before, here) {
    const open = this.all();
    const keys = new Map(open.map((point) => [point.key, point]));
    if (keys.has(here)) return keys.get(here);
    const at = before.findIndex((point) => point.key === here);
    const known = new Set(before.map((point) => point.key));
    const said = at >= 0 && open.find((point) => !known.has(point.key) && point.rule === before[at].rule);
    if (said) return said;
    const turn = [...before.slice(at + 1), ...before.slice(0, at + 1)];
    return turn.map((point) => keys.get(point.key)).find(Boolean) || open[0] || null;
  }
}
