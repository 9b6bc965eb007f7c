// What is selected in the report, in code points of its text, as the service counts them.
"use strict";

(() => {
  const report = document.getElementById("report");
  if (!report) return;
  const pieces = [...report.querySelectorAll(".piece")];
  const points = (text) => [...text].length;
  const startOf = (piece) => Number(piece.id.slice(3));
  const nodeOf = (piece) => piece.firstChild;

  // The offset of a place in the document, or null outside of the report's words.
  const offsetOf = (node, at) => {
    const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest(".piece") : null;
    return piece ? startOf(piece) + points(node.data.slice(0, at)) : null;
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const inside = pieces.filter((piece) => range.intersectsNode(piece) && nodeOf(piece));
    if (!inside.length) return null;
    const last = inside[inside.length - 1];
    const start = offsetOf(range.startContainer, range.startOffset) ?? startOf(inside[0]);
    const end = offsetOf(range.endContainer, range.endOffset) ?? startOf(last) + points(last.textContent);
    const text = textBetween(start, end);
    const lead = points(text) - points(text.trimStart());
    const tail = points(text) - points(text.trimEnd());
    return text.trim() ? { start: start + lead, end: end - tail, text: text.trim() } : null;
  };

  const textBetween = (start, end) => pieces.map((piece) => {
    const from = startOf(piece);
    return [...piece.textContent].slice(Math.max(0, start - from), Math.max(0, end - from)).join("");
  }).join("");

  // A range of the document for offsets in code points.
  const rangeOf = (start, end) => {
    const range = document.createRange();
    let begun = false;
    for (const piece of pieces) {
      const from = startOf(piece);
      const all = [...piece.textContent];
      if (!begun && start >= from && start < from + all.length) {
        range.setStart(nodeOf(piece), all.slice(0, start - from).join("").length);
        begun = true;
      }
      if (begun && end > from && end <= from + all.length) {
        range.setEnd(nodeOf(piece), all.slice(0, end - from).join("").length);
        return range;
      }
    }
    return null;
  };

  // Sentences, so that a quotation can be picked without a pointer.
  const sentences = [...report.querySelectorAll("p")].flatMap((block) => {
    const inside = [...block.querySelectorAll(".piece")];
    if (!inside.length) return [];
    const text = inside.map((piece) => piece.textContent).join("");
    const found = [...new Intl.Segmenter(report.lang || "en", { granularity: "sentence" }).segment(text)];
    return found.filter((one) => one.segment.trim()).map((one) => {
      const start = startOf(inside[0]) + points(text.slice(0, one.index));
      return [start, start + points(one.segment.trimEnd())];
    });
  });
  let [first, last] = [-1, -1];

  const pick = (from, to) => {
    const inside = (place) => Math.min(sentences.length - 1, Math.max(0, place));
    [first, last] = [inside(from), inside(to)];
    const range = sentences.length ? rangeOf(sentences[first][0], sentences[last][1]) : null;
    if (!range) return;
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    casewright.say(range.toString(), false);
  };

  // Words that were taken as quotations and not yet handed in.
  const show = (spots) => {
    if (!CSS.highlights) return;
    const ranges = spots.map((spot) => rangeOf(...spot)).filter(Boolean);
    CSS.highlights.set("quoted", new Highlight(...ranges));
  };

  casewright.quoting = { selected, show };
  casewright.keys.set("s", () => pick(last + 1, last + 1));
  casewright.keys.set("S", () => pick(first - 1, first - 1));
  casewright.keys.set("e", () => pick(Math.max(0, first), last + 1));
})();
