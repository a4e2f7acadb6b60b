// What a page gains where scripts run: tables sort, and all of a quote lights up. Without, it reads as well.
"use strict";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.key ?? cell.textContent.trim();
}

function compare(one, other) {
  return one - other || collator.compare(one, other); // what is no number has no difference
}

function sort(table, column, head) {
  const falling = head.getAttribute("aria-sort") === "ascending";
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => compare(key(one, column), key(other, column)));
  if (falling) rows.reverse();
  // What has no value stands last, whichever way the others run.
  rows.sort((one, other) => (key(one, column) === "") - (key(other, column) === ""));
  table.tBodies[0].append(...rows);
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
}

for (const table of document.querySelectorAll("table.sorts")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(table, column, head));
    head.replaceChildren(button);
  });
}

function light() {
  for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  let id;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const fact = id && document.getElementById(id);
  if (!fact || fact.tagName !== "LI") return;
  const passages = document.querySelectorAll(`[data-n~="${fact.value}"] mark, mark[data-n~="${fact.value}"]`);
  for (const mark of passages) mark.classList.add("lit");
  // The browser goes to the fact: what it is proven by should be in sight as well.
  passages[0]?.scrollIntoView({ block: "nearest" });
  return fact;
}

addEventListener("hashchange", () => {
  // Browsers go on with the keyboard, and with reading out, at the mark: what it opened was out of sight by then.
  light()?.querySelector("a").focus({ preventScroll: true });
});
addEventListener("load", light); // by then the browser has gone to the fact
