// A quality sample's page: the piece around the place, the whole page on demand.
"use strict";

(() => {
  const place = document.getElementById("place");
  if (!place) return;
  const canvas = place.querySelector("canvas"), button = place.querySelector("[data-whole]");
  const image = new Image();

  const draw = (whole) => {
    const [w, h] = [image.naturalWidth, image.naturalHeight];
    const [x0, y0, x1, y1] = place.dataset.box.split(",").map((v, n) => Number(v) * (n % 2 ? h : w));
    const wide = whole ? w : Math.min(w, Math.max(0.5 * w, 1.3 * (x1 - x0)));
    const high = whole ? h : Math.min(h, Math.max(0.3 * wide, 2 * (y1 - y0)));
    const left = Math.min(Math.max(0, (x0 + x1 - wide) / 2), w - wide);
    const top = Math.min(Math.max(0, (y0 + y1 - high) / 2), h - high);
    const scale = Math.min(2, 1100 / wide);
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(high * scale);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, left, top, wide, high, 0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#c42b1c";
    pen.lineWidth = 2;
    pen.strokeRect((x0 - left) * scale - 3, (y0 - top) * scale - 3, (x1 - x0) * scale + 6, (y1 - y0) * scale + 6);
    place.dataset.shown = whole ? "page" : "piece";
  };

  const turn = () => {
    const whole = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(whole));
    draw(whole);
  };
  image.src = place.dataset.picture;
  image.decode().then(() => {
    draw(false);
    button.addEventListener("click", turn);
  }, () => {
    place.dataset.shown = "none";
    desk.toast(desk.say("没有这一页的图像，请选“不清楚”", "There is no picture of this page; please choose “Not legible”"), true);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "w" && desk.free(event)) turn();
  });
})();
