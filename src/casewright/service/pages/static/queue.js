// The queue by keyboard: j and k go through its rows, n starts.
"use strict";

(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const step = (by) => () => {
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  };
  casewright.keys.set("j", step(1));
  casewright.keys.set("k", step(-1));
})();
