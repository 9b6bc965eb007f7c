// An item by keyboard: criteria and their quotations, answers, layers, the verdict.
"use strict";

(() => {
  const { keys, say, quoting } = casewright;
  const criteria = [...document.querySelectorAll(".criterion")];
  const reason = document.getElementById("reason");
  const verdict = document.getElementById("verdict");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let word = null;

  const light = (name) => {
    const lit = [];
    for (const piece of document.querySelectorAll(".piece")) {
      const on = Boolean(name) && (piece.dataset.marks || "").split(" ").includes(name);
      piece.classList.toggle("lit", on);
      if (on) lit.push(piece);
    }
    return lit;
  };

  const show = (piece) => {
    const box = piece.getBoundingClientRect();
    const bar = document.querySelector(".verdict-bar").getBoundingClientRect();
    if (box.top < 0 || box.bottom > bar.top) {
      piece.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  const wide = matchMedia("(min-width: 62rem)");
  const opened = (criterion) => {
    const lit = light(criterion.dataset.name);
    if (lit.length && wide.matches) show(lit[0]);
  };

  for (const criterion of criteria) {
    criterion.addEventListener("toggle", () => {
      if (criterion.open) opened(criterion);
      else if (!criteria.some((one) => one.open)) light(null);
    });
  }

  // Beside the report criteria scroll by themselves, so that the report stays where it is read.
  const side = document.querySelector(".criteria-side");
  const bring = (criterion) => {
    if (!wide.matches) return criterion.scrollIntoView({ block: "nearest" });
    const box = criterion.getBoundingClientRect();
    const around = side.getBoundingClientRect();
    const bottom = Math.min(around.bottom, document.querySelector(".verdict-bar").getBoundingClientRect().top) - 8;
    const room = bottom - around.top - 8;
    if (box.top < around.top || box.height > room) side.scrollTop += box.top - around.top - 8;
    else if (box.bottom > bottom) side.scrollTop += box.bottom - bottom;
  };

  const current = () => criteria.find((one) => one.open);

  const step = (by) => () => {
    const seen = criteria.filter((one) => !one.parentElement.closest("details:not([open])"));
    const at = seen.indexOf(current() || document.activeElement.closest?.(".criterion"));
    const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by];
    if (!next) return;
    next.open = true;
    const summary = next.querySelector("summary");
    summary.focus({ preventScroll: true });
    bring(next);
  };
  keys.set("j", step(1));
  keys.set("k", step(-1));

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-light]");
    if (!link) return;
    event.preventDefault();
    light(link.dataset.light);
    const piece = document.querySelector(link.getAttribute("href"));
    if (piece) show(piece);
  });

  // Answers
  const answer = (place) => () => {
    const choice = current()?.querySelectorAll("input[type=radio]")[place];
    if (choice) choice.click();
    else if (document.querySelector(".answer")) say("Open a criterion first: j");
  };
  for (const place of [0, 1, 2, 3]) keys.set(String(place + 1), answer(place));

  const places = () => [...document.querySelectorAll('input[name^="at:"]')]
    .map((field) => field.value.split("-").map(Number)).filter((spot) => spot.length === 2);

  const quote = () => {
    const field = current()?.querySelector('input[name^="quote:"]');
    if (!field) return say("Open a criterion first: j");
    const found = quoting?.selected();
    if (!found) return field.focus();
    field.value = found.text;
    field.closest(".quote-row").querySelector('input[name^="at:"]').value = `${found.start}-${found.end}`;
    getSelection().removeAllRanges();
    quoting.show(places());
    say(`Quoted: ${found.text}`, false);
  };
  keys.set("q", quote);
  for (const button of document.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // or what is selected is lost
    button.addEventListener("click", quote);
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches?.(".choices input")) return;
    const criterion = event.target.closest(".criterion");
    criterion.querySelector("[data-own-answer]").textContent = `you: ${event.target.value.replaceAll("_", " ")}`;
    criterion.querySelector(".verdict-unasked")?.classList.replace("verdict-unasked", "verdict-answered");
  });

  // The verdict: accept goes at once, the others ask for a reason.
  const choose = (button) => {
    word = button;
    for (const other of verdict.querySelectorAll("button[name=word]")) other.classList.toggle("chosen", other === button);
    reason.focus();
    say(`${button.value}: write why, then Enter`);
  };

  if (verdict) {
    for (const button of verdict.querySelectorAll("button[name=word]")) {
      button.addEventListener("click", (event) => {
        if (button.value === "accept" || reason.value.trim()) return;
        event.preventDefault();
        choose(button);
      });
    }
    reason.addEventListener("keydown", (event) => {
      if (event.key === "Escape") reason.blur();
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (word && reason.value.trim()) verdict.requestSubmit(word);
      else say(word ? "Say why, in a few words" : "Choose accept, reject or override");
    });
    let sent = false;
    verdict.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    quoting?.show(places());
  }

  // Leaving gives the item back, unless it was judged.
  addEventListener("pagehide", () => {
    const lock = document.getElementById("lock");
    if (lock) navigator.sendBeacon(`${location.pathname}/release?until=${lock.dataset.until}`);
  });
})();
