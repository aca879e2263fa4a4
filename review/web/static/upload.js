// Choosing and dropping files, sending them, and the progress of each packet.
"use strict";

(() => {
  const form = document.getElementById("upload"), files = document.getElementById("files");
  const drop = document.getElementById("drop"), list = document.getElementById("jobs");
  const told = list.dataset, outcomes = JSON.parse(told.outcomes);
  let jobs = JSON.parse(told.jobs), sending = null;

  const size = () => [...files.files].reduce((sum, file) => sum + file.size, 0);

  function chosen() {
    const names = [...files.files].map((file) => file.name);
    const few = names.slice(0, 6).join("、") + (names.length > 6 ? " …" : "");
    document.getElementById("chosen").textContent = names.length ? `${names.length} · ${(size() / 1e6).toFixed(1)} MB · ${few}` : "";
  }

  files.addEventListener("change", chosen);
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    files.files = event.dataTransfer.files;
    chosen();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!files.files.length) return files.click();
    if (size() > Number(form.dataset.most) * 1e6) return desk.toast(form.dataset.large.replace("{n}", form.dataset.most), true);
    send();
  });

  function send() {
    const body = new FormData(form);
    const name = form.elements.name.value || files.files[0].name;
    const request = new XMLHttpRequest();
    sending = { name, state: "sending", done: 0, total: 1 };
    request.open("POST", "/upload");
    request.setRequestHeader("X-CSRF-Token", desk.csrf);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { Object.assign(sending, { done: event.loaded, total: event.total }); show(); });
    request.addEventListener("loadend", () => {
      sending = null;
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* none */ }
      if (request.status === 202) { form.reset(); chosen(); jobs.unshift(answer); }
      else desk.toast(answer.error || desk.say("上传失败", "the upload failed"), true);
      show();
      follow();
    });
    request.send(body);
    show();
  }

  function line(job) {
    const item = document.createElement("li");
    const name = document.createElement("span"), state = document.createElement("span"), bar = document.createElement("progress"), link = document.createElement("span");
    name.textContent = job.name;
    const read = job.total && job.done >= job.total;
    state.textContent = {
      received: job.message ? `${told.received}：${job.message}` : told.received, sending: told.sending, failed: job.message || told.failed,
      checking: !job.total ? told.starting : read ? told.judging : `${told.checking} ${told.page.replace("{d}", job.done).replace("{n}", job.total)}`,
      checked: outcomes[job.outcome] || told.checked,
    }[job.state];
    state.className = job.state === "checked" ? `outcome o-${job.outcome}` : job.state === "failed" || job.message ? "bad" : "soft";
    bar.setAttribute("aria-label", job.name);
    if (job.state === "checked") { bar.max = bar.value = 1; }
    else if (job.total) { bar.max = job.total; bar.value = job.done; }
    bar.hidden = job.state === "failed" || job.state === "received";
    const place = document.createElement("span");
    place.append(bar);
    if (job.key) {
      const open = document.createElement("a");
      open.href = `/packets/${job.key}`;
      open.textContent = told.open;
      link.append(open);
    }
    if (job.kept) link.append(button(job, "again"), button(job, "discard"));
    const mark = document.createElement("span");
    mark.append(state);
    item.append(name, place, mark, link);
    item.dataset.state = job.state;
    return item;
  }

  // For a failed or waiting upload, whose files still exist.
  function button(job, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = told[act];
    made.addEventListener("click", async () => {
      if (act === "discard" && !confirm(told.sure)) return;
      try { ({ jobs } = await desk.post(`/uploads/${job.id}/${act}`, {})); } catch (trouble) { desk.toast(trouble.error, true); }
      show();
      follow();
    });
    return made;
  }

  function show() {
    list.replaceChildren(...(sending ? [sending, ...jobs] : jobs).map(line));
    document.getElementById("no-jobs").hidden = list.children.length > 0;
  }

  let timer = null;
  async function follow() {
    clearTimeout(timer);
    if (!jobs.some((job) => job.state === "received" || job.state === "checking")) return;
    const answer = await fetch("/uploads", { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) { jobs = (await answer.json()).jobs; show(); }
    timer = setTimeout(follow, 600);
  }

  show();
  follow();
})();
