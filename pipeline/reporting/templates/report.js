(function () {
  "use strict";
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  all(".js").forEach(function (button) { button.hidden = false; });

  function clear() { all(".on").forEach(function (el) { el.classList.remove("on"); }); }

  // Selecting a value shows its frame on the page, and vice versa, without scrolling the part of the
  // report that the reader is in.
  function reveal(mark) {
    var pane = mark.closest(".pages");
    if (!pane) { return; }
    var place = mark.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (place.top < frame.top + 20 || place.bottom > frame.bottom - 20) {
      pane.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }
  function light(row, mark) {
    clear();
    if (row) { row.classList.add("on"); }
    if (mark) { mark.classList.add("on"); reveal(mark); }
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    var act = target.closest("[data-do]");
    if (act) { return act.dataset.do === "print" ? window.print() : copy(act); }
    var mark = target.closest("a.mark");
    if (mark) {
      var named = document.getElementById(mark.getAttribute("data-row") || "");
      light(named, mark);
      event.preventDefault();
      if (named) { named.scrollIntoView({ block: "nearest" }); }
      return;
    }
    var row = target.closest("[data-mark]");
    if (row) {
      light(row, document.getElementById(row.dataset.mark));
      if (target.closest("a")) { event.preventDefault(); }
    }
  });

  function copy(button) {
    var text = document.getElementById("plain").value, label = button.textContent;
    var done = function () {
      button.textContent = button.dataset.done;
      setTimeout(function () { button.textContent = label; }, 1600);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () { byHand(text); done(); });
    } else { byHand(text); done(); }
  }
  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // A link into a collapsed group opens it; a link to a frame scrolls its pane.
  function arrive() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    var fold = target.closest("details");
    if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
    if (target.classList.contains("mark")) {
      var row = document.getElementById(target.getAttribute("data-row") || "");
      if (row) { row.scrollIntoView({ block: "center" }); } else { target.closest(".document").scrollIntoView(); }
      light(row, target);
    }
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  var whole = document.getElementById("print-whole");
  whole.addEventListener("change", function () { document.body.classList.toggle("whole", whole.checked); });

  var folded = [];
  window.addEventListener("beforeprint", function () {
    all("img[loading=lazy]").forEach(function (image) { image.loading = "eager"; });
    folded = all("details:not([open])");
    folded.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (d) { d.open = false; });
  });
})();
