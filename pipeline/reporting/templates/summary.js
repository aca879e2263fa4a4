(function () {
  "use strict";
  var buttons = Array.prototype.slice.call(document.querySelectorAll("[data-show]"));
  var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var wanted = button.dataset.show;
      buttons.forEach(function (b) { b.setAttribute("aria-pressed", String(b === button)); });
      rows.forEach(function (row) { row.hidden = wanted !== "" && !row.classList.contains(wanted); });
    });
  });
})();
