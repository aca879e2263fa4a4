// The list's check boxes: actions on several selected packets.
"use strict";

(() => {
  const form = document.getElementById("together");
  if (!form) return;
  const boxes = [...document.querySelectorAll("input[name=keys]")];
  const whole = document.getElementById("choose-all");
  const told = () => {
    const number = boxes.filter((box) => box.checked).length;
    form.querySelector("[data-chosen]").textContent = String(number);
    form.hidden = number === 0;
    whole.checked = number > 0 && number === boxes.length;
    whole.indeterminate = number > 0 && number < boxes.length;
  };
  whole.addEventListener("change", () => { for (const box of boxes) box.checked = whole.checked; told(); });
  for (const box of boxes) box.addEventListener("change", told);
  document.addEventListener("keydown", (event) => {
    if (!desk.free(event) || event.key !== "x") return;
    const box = document.querySelector("tr.here input[name=keys]");
    if (box) { box.checked = !box.checked; told(); }
  });
  told();
})();
