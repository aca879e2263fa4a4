// A quality sample's page: the part around the place, and the whole page on demand.
"use strict";

(() => {
  const place = document.getElementById("place");
  if (!place) return;
  const canvas = place.querySelector("canvas"), button = place.querySelector("[data-whole]");
  const image = new Image();

  const draw = (whole) => {
    desk.crop(canvas, image, place.dataset.box, whole ? 1 : 0.5, whole);
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
