// Keys that work on every page. A page adds its own to `casewright.keys`.
"use strict";

(() => {
  const going = { q: "/review", r: "/runs", s: "/studies", b: "/rubrics", l: "/labels", c: "/certificates" };
  let went = 0;
  let fading = 0;

  const typing = (target) =>
    target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  const help = () => {
    const dialog = document.getElementById("help");
    if (dialog && !dialog.open) dialog.showModal();
  };

  // What a template names with data-key needs no script of its own.
  const press = (key) => {
    const named = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    return named && (() => named.click());
  };

  const keys = new Map([["?", help]]);
  window.casewright = {
    keys,
    // Told to whoever listens to the page, and shown unless the page shows it already.
    say(text, shown = true) {
      const said = document.getElementById("said");
      said.classList.toggle("visually-hidden", !shown);
      said.textContent = text;
      clearTimeout(fading);
      fading = setTimeout(() => { said.textContent = ""; }, 6000);
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (went && event.timeStamp - went < 1500 && going[event.key]) {
      went = 0;
      location.assign(going[event.key]);
      return;
    }
    went = event.key === "g" ? event.timeStamp : 0;
    const act = keys.get(event.key) || press(event.key);
    if (!act) return;
    event.preventDefault();
    act(event);
  });

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-help]")) {
      event.preventDefault();
      help();
    }
  });
})();
